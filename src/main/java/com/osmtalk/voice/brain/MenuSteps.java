package com.osmtalk.voice.brain;

import com.osmtalk.api.TranscriptEntry;
import com.osmtalk.api.TranscriptRole;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a call stands in the menu of a machine, read from its history.
 *
 * @param menu what was offered since the agent last did anything
 * @param pressed how often it has pressed keys
 * @param justPressed whether that is the last it did, so that whoever is there now has not heard it yet
 */
record MenuSteps(Optional<PhoneMenu> menu, int pressed, boolean justPressed) {
    static MenuSteps of(Brain.Context context) {
        if (!context.telephone()) {
            return new MenuSteps(Optional.empty(), 0, false);
        }
        List<TranscriptEntry> history = context.history();
        int last = history.size() - 1;
        while (last >= 0 && history.get(last).role() == TranscriptRole.CALLER) {
            last--;
        }
        String heard = history.subList(last + 1, history.size()).stream()
                .map(TranscriptEntry::text)
                .collect(Collectors.joining(" "));
        int pressed = (int) history.stream().filter(MenuSteps::isPress).count();
        return new MenuSteps(PhoneMenu.of(heard), pressed, last >= 0 && isPress(history.get(last)));
    }

    private static boolean isPress(TranscriptEntry line) {
        return line.role() == TranscriptRole.TOOL && PressKeys.in(line.text()).isPresent();
    }
}

package com.osmtalk.server.webhook;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The requests under way, limited in all, for each organisation and for each of its receivers, so that a slow receiver
 * holds up nobody but itself. For one thread only.
 */
final class InFlight {
    private static final int TOTAL = 128;
    private static final int PER_ORGANIZATION = 16;
    private static final int PER_RECEIVER = 8;

    private final Map<String, Delivery> deliveries = new LinkedHashMap<>();

    boolean isFull() {
        return deliveries.size() >= TOTAL;
    }

    /** Takes a delivery in, unless it is in already or a limit is reached. */
    boolean admit(Delivery delivery) {
        boolean room = !isFull()
                && !fullOrganizations().contains(delivery.organizationId())
                && !fullReceivers().contains(delivery.receiver());
        return room && deliveries.putIfAbsent(delivery.id(), delivery) == null;
    }

    void remove(Delivery delivery) {
        deliveries.remove(delivery.id());
    }

    Collection<Delivery> all() {
        return List.copyOf(deliveries.values());
    }

    List<String> fullOrganizations() {
        return full(Delivery::organizationId, PER_ORGANIZATION);
    }

    List<String> fullReceivers() {
        return full(Delivery::receiver, PER_RECEIVER);
    }

    private List<String> full(Function<Delivery, String> group, int limit) {
        return deliveries.values().stream()
                .collect(Collectors.groupingBy(group, HashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(count -> count.getValue() >= limit)
                .map(Map.Entry::getKey)
                .toList();
    }
}

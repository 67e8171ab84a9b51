// What the card is given that the simulated network would not say: questions, many calls, calls of later, and the words
// of strangers who try to be markup, script, or somebody else.
import assert from 'node:assert/strict';

const CALL = 'call_01JD2Z8Q6W3V5T7X9Y0ABCDEFG';
const EVIL = [
  '<img src=x onerror="window.pwned=1">',
  '<script>window.pwned=1</script>',
  '"><svg onload=window.pwned=1>',
  '</li></ol></article><h1>You won</h1>',
  '<a href="javascript:window.pwned=1">click</a>',
  '<style>body{display:none}</style>',
  '{{constructor.constructor("window.pwned=1")()}}',
  'Agent \u202Etxet dekcab\u202C and \u2066more\u2069\u200F.',
  `${'x'.repeat(3000)}`,
];

const answer = (structuredContent) => ({ content: [{ type: 'text', text: 'told' }], structuredContent });
const failure = (code, message, more = {}) => ({
  isError: true,
  content: [{ type: 'text', text: message }],
  structuredContent: { error: { code, message, ...more } },
});
const live = {
  call_id: CALL, status: 'in_progress', simulated: true, channel: 'phone', direction: 'outbound',
  to: '+12025550100', from: '+12025550150', agent_name: 'General assistant', callee: 'Dr. Rao’s practice',
  task: 'Move the dentist’s appointment to Thursday afternoon', on_behalf_of: 'Asha Nair',
};
const said = (...texts) => texts.map((text, index) => ({ index, role: index % 2 ? 'caller' : 'agent', text }));
const question = { n: 1, text: 'They offer Thursday at 3. Take it?', choices: ['Yes', 'No, later'], status: 'open' };

/** A server that answers what a test tells it to. */
function scripted(tools) {
  return async (params) => tools[params.name]?.(params.arguments) ?? failure('unknown', `no ${params.name}`);
}

export const attacks = (Chat, asked) => ({
  async 'a question is answered by its button, or in own words'() {
    let open = question;
    const answers = [];
    const chat = await Chat.open({
      tool: scripted({
        get_call: ({ transcript_offset: from }) =>
          answer({ ...live, question: open, transcript: said('Hello, this is an assistant.', 'One moment. Thursday at 3?')
            .slice(from) }),
        answer_call_question: (args) => {
          answers.push(args);
          open = answers.length === 1 ? { ...question, n: 2, text: 'And which doctor?', choices: [] } : undefined;
          return answer({});
        },
      }),
    });
    await chat.give({}, answer(live));
    await chat.sees('They offer Thursday at 3. Take it?');
    await chat.picture('question-light');
    await chat.frame.getByRole('button', { name: 'Yes' }).focus();
    await chat.page.keyboard.press('Space');
    await chat.sees('And which doctor?');
    await chat.frame.getByLabel('Your answer').fill('Dr. Mehta <b>please</b>');
    await chat.page.evaluate(() => window.context({ theme: 'dark' }));
    await chat.picture('question-dark');
    await chat.frame.getByLabel('Your answer').press('Enter');
    await chat.frame.getByRole('group').waitFor({ state: 'hidden' });
    assert.deepEqual(answers.map((one) => [one.call_id, one.question, one.answer]), [
      [CALL, 1, 'Yes'],
      [CALL, 2, 'Dr. Mehta <b>please</b>'],
    ]);
    await chat.close();
  },

  async 'the words of strangers are text and nothing else'() {
    const chat = await Chat.open({
      tool: scripted({
        get_call: ({ transcript_offset: from }) =>
          answer({
            ...live, task: EVIL[0], callee: EVIL[1], agent_name: EVIL[2], on_behalf_of: EVIL[4], to: EVIL[3],
            status: from >= EVIL.length ? 'completed' : 'in_progress',
            question: { ...question, text: EVIL[0], choices: EVIL.slice(0, 5) },
            failure: { title: EVIL[0], cause: EVIL[1], what_to_try: EVIL[2] },
            analysis: { status: 'done', summary: EVIL[0], fields: { [EVIL[1]]: EVIL[2] }, not_said: [EVIL[5]] },
            transcript: EVIL.map((text, index) => ({ index, role: index === 3 ? EVIL[2] : 'caller', text })).slice(from),
          }),
      }),
    });
    await chat.give({ task: EVIL[0], to: EVIL[1] }, answer({ call_id: CALL, status: EVIL[2], agent_name: EVIL[0] }));
    await chat.sees('The agent asks you');
    const shown = await chat.frame.locator('.said').allTextContents();
    assert.deepEqual(shown.slice(0, 7), EVIL.slice(0, 7), 'what was said is shown as it was said');
    assert.equal(shown[7], 'Agent txet dekcab and more.', 'but not turned around');
    await chat.atRest();
    assert.equal(await chat.inside.locator('img, svg, a, h1, iframe, body style, body script + script').count(), 0);
    assert.equal(await chat.inside.evaluate('String(window.pwned)'), 'undefined');
    await chat.picture('attack-light');
    await chat.close();
  },

  async 'the page runs no other script, even where markup got in'() {
    const chat = await Chat.open({ tool: scripted({ get_call: () => answer({ ...live, status: 'completed' }) }) });
    const faults = chat.faults;
    await chat.inside.evaluate(`document.body.insertAdjacentHTML('beforeend',
      '<img src="x" onerror="window.pwned=1"><iframe srcdoc="<script>parent.pwned=1</' + 'script>"></iframe>')`);
    await chat.inside.evaluate('new Promise((resolve) => setTimeout(resolve))');
    await chat.until("document.querySelector('img').complete");
    assert.equal(await chat.inside.evaluate('String(window.pwned)'), 'undefined');
    assert(faults.some((fault) => fault.includes('Content Security Policy')), 'the policy stopped it');
    await chat.inside.evaluate("document.querySelectorAll('img, iframe').forEach((one) => one.remove())");
    faults.length = 0;
    await chat.close();
  },

  async 'nobody but the chat may speak to the card'() {
    const chat = await Chat.open({ tool: scripted({ get_call: () => answer({ ...live, status: 'completed' }) }) });
    await chat.inside.evaluate(`window.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/tool-result',
      params: { structuredContent: { call_id: 'call_forged', status: 'in_progress', to: 'Forged' } } }, '*')`);
    await chat.give({}, answer(live));
    await chat.atRest();
    assert.equal(await chat.frame.locator('article').count(), 1);
    assert.doesNotMatch(await chat.text(), /Forged/);
    await chat.close();
  },

  async 'several calls stand below each other, and each is hung up by itself'() {
    const states = { a: 'in_progress', b: 'ringing', c: 'scheduled', d: 'completed' };
    const fields = (id) => ({
      ...live, call_id: id, callee: `Practice ${id.toUpperCase()}`, status: states[id], task: undefined,
      ...(id === 'c' ? { scheduled_at: '2030-12-03T04:00:00Z' } : {}),
    });
    const ended = [];
    const chat = await Chat.open({
      width: 320,
      tool: scripted({
        get_call: ({ call_id: id, transcript_offset: from }) =>
          answer({ ...fields(id), transcript: id === 'b' ? [] : said('Hello.', 'Yes?').slice(from) }),
        end_call: ({ call_id: id }) => {
          ended.push(id);
          states[id] = 'completed';
          return answer(fields(id));
        },
        cancel_call: ({ call_id: id }) => {
          ended.push(id);
          states[id] = 'failed';
          return answer(fields(id));
        },
      }),
    });
    await chat.give({ to: ['1', '2', '3', '4'] }, answer({
      simulated: true, agent_name: 'General assistant',
      calls: [...['a', 'b', 'c', 'd'].map((id) => ({ call_id: id, status: states[id], to: '+12025550100' })), { to: '+1', error: { code: 'dnc_blocked', message: 'It is on the list.' } }],
    }));
    await chat.sees('Practice D');
    await chat.sees('1 of 5 calls were not placed: It is on the list.');
    await chat.sees('Scheduled for Tue 3 Dec');
    await chat.until("document.querySelectorAll('.lines li').length === 6");
    await chat.picture('several-narrow');
    const first = chat.frame.getByRole('article', { name: 'Practice A' });
    await first.getByRole('button', { name: 'Hang up' }).press('Enter');
    await first.getByText('Over').waitFor();
    await chat.frame.getByRole('button', { name: 'Cancel this call' }).press('Enter');
    await chat.frame.getByRole('article', { name: 'Practice B' }).getByRole('button', { name: 'Hang up' }).press('Enter');
    await chat.atRest();
    assert.deepEqual(ended, ['a', 'c', 'b']);
    await chat.close();
  },

  async 'a call that is dialled again has its next attempt below it, to be cancelled there'() {
    let cancelled = false;
    const next = { call_id: 'second', at: '2030-12-03T04:00:00Z' };
    const again = () => ({
      ...live, call_id: 'second', status: cancelled ? 'failed' : 'scheduled', scheduled_at: next.at,
      ...(cancelled ? { failure: { title: 'Ended before anyone answered' } } : { details: { attempt: 2 } }),
    });
    const chat = await Chat.open({
      tool: scripted({
        get_call: ({ call_id: id }) => answer(id === CALL
          ? { ...live, status: 'failed', failure: { title: 'No answer', cause: 'Nobody picked up.' }, next_attempt: next }
          : again()),
        cancel_call: ({ call_id: id }) => {
          cancelled = id === 'second';
          return answer(again());
        },
      }),
    });
    await chat.give({}, answer(live));
    await chat.sees('No answer');
    await chat.sees('attempt 2');
    await chat.picture('again-light');
    await chat.frame.getByRole('button', { name: 'Cancel this call' }).press('Space');
    await chat.sees('Ended before anyone answered');
    await chat.atRest();
    await chat.close();
  },

  async 'what is not to be done is said, and may be tried again'() {
    let refused = true;
    const chat = await Chat.open({
      tool: scripted({
        get_call: () => (refused ? failure('rate_limited', 'Too many.', { retry_after_seconds: 0.01 }) : answer(live)),
        end_call: () => failure('forbidden', 'This key may not end that call.'),
      }),
    });
    await chat.give({}, answer(live));
    await chat.sees('The call cannot be seen just now: Too many.');
    refused = false;
    await chat.until('[...cards.values()][0].failures === 0');
    await chat.frame.getByRole('button', { name: 'Hang up' }).click();
    await chat.sees('This key may not end that call.');
    assert.equal(await chat.frame.getByRole('button', { name: 'Hang up' }).isEnabled(), true);
    await chat.page.evaluate(() => window.teardown());
    assert.equal(await chat.inside.evaluate('following.stopped'), true, 'a card that goes follows nothing');
    await chat.close();
  },

  async 'a call that was not placed is no call'() {
    const chat = await Chat.open();
    await chat.give({ to: '+12025550100' }, failure('confirmation_required', 'Show the person the preview.'));
    await chat.sees('Not dialled. The assistant asks you first: answer in the chat.');
    await chat.give({}, failure('dnc_blocked', 'That number is on the do-not-call list.'));
    await chat.sees('That number is on the do-not-call list.');
    await chat.page.evaluate(() => window.cancelled());
    await chat.sees('Ask the assistant whether the call was placed.');
    assert.equal((await asked(chat, 'get_call')).length, 0);
    await chat.close();
  },

  async 'a chat that calls no tools shows the call as it was'() {
    const chat = await Chat.open({ can: {} });
    await chat.give({}, answer(live));
    await chat.sees('ask the assistant how it goes');
    assert.equal(await chat.frame.getByRole('button').count(), 0);
    await chat.close();
  },
});

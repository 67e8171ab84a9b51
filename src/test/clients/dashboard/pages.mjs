// What the pages of the dashboard show while they are looked at, and what stands in the places of their paths.

/**
 * Fills the organisation.
 *
 * @param {(method: string, path: string, body?: unknown) => Promise<any>} ask the API
 * @returns the id for each place of a path, by the path before it: `/calls/:id`
 */
export async function fill(ask) {
  const [agent] = (await ask('GET', '/api/agents')).data;
  const [number] = (await ask('GET', '/api/phone-numbers')).data;
  const calls = [];
  for (const last of ['00', '01', '03', '06', '07']) {
    calls.push(
      await ask('POST', '/api/calls/outbound', {
        agentId: agent.id,
        phoneNumberId: number.id,
        destination: `+120255501${last}`,
        dynamicVariables: {first_name: 'Asha', day: 'Tuesday'},
      }),
    );
  }
  await ended(ask, calls);
  const campaign = await ask('POST', '/api/campaigns', {
    name: 'Reminders of December',
    agentId: agent.id,
    phoneNumberId: number.id,
    maxConcurrent: 2,
  });
  await ask('POST', `/api/campaigns/${campaign.id}/leads`, {
    leads: ['10', '11', '12'].map((last) => ({
      phoneNumber: `+120255501${last}`,
      variables: {first_name: 'Ravi', day: 'Friday'},
    })),
  });
  await ask('POST', '/api/campaigns/dnc', {phoneNumber: '+12025550177', reason: 'asked by mail', source: 'manual'});
  await ask('POST', '/api/eval/test-cases', {
    agentId: agent.id,
    name: 'Says yes',
    persona: 'A patient in a hurry.',
    lines: ['Hello?', 'Yes, I can come.'],
    criteria: {mustSay: ['appointment']},
  });
  return {'/calls': calls[0].callId, '/agents': agent.id, '/numbers': number.id, '/campaigns': campaign.id};
}

async function ended(ask, calls) {
  for (const {callId} of calls) {
    for (let i = 0; i < 150; i++) {
      const {status} = await ask('GET', `/api/calls/${callId}`);
      if (status === 'completed' || status === 'failed') {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

/** What is looked at besides: a path, and what is pressed there one after the other. */
export const opened = [
  ['/calls', 'Place a call'],
  ['/calls/:id', 'Call again'],
  ['/agents', 'Make an agent'],
  ['/agents/:id', 'Add a request'],
  ['/agents/:id', 'Versions'],
  ['/agents/:id', 'Figures'],
  ['/agents/:id', 'Test cases', 'Add a test case'],
  ['/settings/people', 'Invite somebody'],
  ['/settings/keys', 'Make a key'],
  ['/campaigns', 'Make a campaign'],
  ['/do-not-call', 'Add a number'],
  ['/do-not-call', 'Add many'],
  ['/numbers', 'Buy a number'],
  ['/numbers', 'Connect a number'],
  ['/billing', 'Top up'],
  ['/billing', 'Usage'],
];

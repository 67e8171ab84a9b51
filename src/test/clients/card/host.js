// The chat's half of an MCP App: the bridge of ext-apps between the card in its frame and the MCP client, which is in
// Node (functions named node…). Built into one file by .ci/card.
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';

const frame = document.getElementById('card');
let bridge;

/** Shows the card as a chat would that has these capabilities, and resolves when it is ready. */
window.show = async (context, capabilities) => {
  bridge = new AppBridge(null, { name: 'test-chat', version: '1' }, capabilities, { hostContext: context });
  window.modelContext = [];
  window.asked = [];
  bridge.oncalltool = (params) => {
    window.asked.push(params);
    return window.nodeCallTool(params);
  };
  bridge.onupdatemodelcontext = async (params) => {
    window.modelContext.push(params);
    return {};
  };
  bridge.onsizechange = ({ height }) => {
    if (height) frame.style.height = `${height}px`;
  };
  const ready = new Promise((resolve) => {
    bridge.oninitialized = resolve;
  });
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.src = '/card';
  await ready;
};

window.give = (input, result) => {
  bridge.sendToolInput({ arguments: input });
  bridge.sendToolResult(result);
};
window.cancelled = () => bridge.sendToolCancelled({ reason: 'user action' });
window.context = (context) => bridge.setHostContext(context);
window.teardown = () => bridge.teardownResource({});

// The exact lines by which each assistant is connected to this server.

/**
 * @typedef {object} Assistant
 * @property {string} id
 * @property {string} name
 * @property {'run' | 'paste' | 'url'} how a command to run, lines for a file, an address to enter
 * @property {string} [file] the file that the lines belong to
 * @property {string} lines
 */

/** Where assistants reach this server. */
export function endpoint() {
  return new URL('/mcp', location.origin).href;
}

/**
 * Assistants that send an API key along.
 *
 * @param {string} key
 * @returns {Assistant[]}
 */
export function byKey(key) {
  const url = endpoint();
  const headers = {Authorization: `Bearer ${key}`};
  return [
    {
      id: 'claude-code',
      name: 'Claude Code',
      how: 'run',
      lines: `claude mcp add --transport http osmtalk ${url} --header "Authorization: Bearer ${key}"`,
    },
    {id: 'vscode', name: 'VS Code', how: 'paste', file: '.vscode/mcp.json', lines: json({servers: {osmtalk: {type: 'http', url, headers}}})},
    {id: 'cursor', name: 'Cursor', how: 'paste', file: '.cursor/mcp.json', lines: json({mcpServers: {osmtalk: {url, headers}}})},
    {
      id: 'gemini',
      name: 'Gemini CLI',
      how: 'paste',
      file: '~/.gemini/settings.json',
      lines: json({mcpServers: {osmtalk: {httpUrl: url, headers}}}),
    },
    {
      id: 'desktop',
      name: 'Claude Desktop',
      how: 'paste',
      file: 'claude_desktop_config.json',
      lines: json({
        mcpServers: {
          osmtalk: {command: 'npx', args: ['-y', 'mcp-remote', url, '--header', `Authorization: Bearer ${key}`]},
        },
      }),
    },
  ];
}

/**
 * Whether assistants that run elsewhere (Claude, ChatGPT and Copilot in the browser) can reach this server: they need
 * https and an address that is not this machine's.
 */
export function isReachable() {
  return location.protocol === 'https:' && !/^(localhost|127\.|\[::1\])/.test(location.hostname);
}

/** @param {unknown} value */
function json(value) {
  return JSON.stringify(value, null, 2);
}

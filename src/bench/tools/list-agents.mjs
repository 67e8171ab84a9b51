// list_agents, as one would write it with the TypeScript SDK: the same request to the same API, the same kind of answer.
// node list-agents.mjs stdio|http
import { randomUUID } from 'node:crypto';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express from 'express';
import { z } from 'zod';

const { OSMTALK_API_URL, OSMTALK_API_KEY, PORT } = process.env;
const agent = z.object({ agent_id: z.string(), name: z.string(), language: z.string().optional() });

function server() {
  const mcp = new McpServer({ name: 'list-agents', version: '1.0.0' });
  mcp.registerTool(
    'list_agents',
    {
      title: 'List agents',
      description: 'The voice agents that can call.',
      inputSchema: { limit: z.number().int().min(1).max(100).optional() },
      outputSchema: { agents: z.array(agent), total: z.number() },
    },
    async ({ limit = 20 }) => {
      const answer = await fetch(`${OSMTALK_API_URL}/api/widget/agents?limit=${limit}`, {
        headers: { 'x-api-key': OSMTALK_API_KEY },
      });
      const page = await answer.json();
      const agents = page.data.map(({ id, name, language }) => ({ agent_id: id, name, language }));
      const text = agents.map(({ agent_id, name }) => `${name} (${agent_id})`).join('\n');
      return { content: [{ type: 'text', text }], structuredContent: { agents, total: page.total } };
    },
  );
  return mcp;
}

if (process.argv[2] === 'stdio') {
  await server().connect(new StdioServerTransport());
} else {
  const sessions = new Map();
  const app = express();
  app.use(express.json());
  app.post('/mcp', async (request, response) => {
    let transport = sessions.get(request.headers['mcp-session-id']);
    if (!transport) {
      transport = new StreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (id) => sessions.set(id, transport),
        enableJsonResponse: true,
      });
      await server().connect(transport);
    }
    await transport.handleRequest(request, response, request.body);
  });
  app.listen(Number(PORT), '127.0.0.1');
}

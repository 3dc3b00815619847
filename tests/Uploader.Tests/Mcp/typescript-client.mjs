// Drives a server over standard input and output with the protocol's TypeScript library, which checks results against their schemas.
// node typescript-client.mjs LIBRARY COMMAND...
import { pathToFileURL } from 'node:url';
const [library, command, ...args] = process.argv.slice(2);
const { Client } = await import(pathToFileURL(`${library}/dist/esm/client/index.js`));
const { StdioClientTransport } = await import(pathToFileURL(`${library}/dist/esm/client/stdio.js`));

const client = new Client({ name: 'tests', version: '1' });
await client.connect(new StdioClientTransport({ command, args, env: process.env, stderr: 'inherit' }));
const resources = (await client.listResources()).resources.map(resource => resource.uri);
const templates = (await client.listResourceTemplates()).resourceTemplates.map(template => template.uriTemplate);
const tools = (await client.listTools()).tools.map(tool => tool.name);
const prompts = (await client.listPrompts()).prompts.map(prompt => prompt.name);
const local = (await client.readResource({ uri: 'tool-time://local/today' })).contents[0].text;
const compared = (await client.callTool({ name: 'compare_me', arguments: {} })).structuredContent;
const insights = (await client.callTool({ name: 'insights', arguments: { days: 7 } })).structuredContent;
const budgets = (await client.callTool({ name: 'budget_status', arguments: {} })).structuredContent;
const rig = (await client.callTool({ name: 'rig_audit', arguments: {} })).structuredContent;
await client.close();
console.log(JSON.stringify({ resources: resources.length, templates: templates.length, tools, prompts, today: JSON.parse(local).until, compared: compared.tools.length > 0, sessions: insights.sessions, budgets: budgets.budgets.length, rig: rig.uses.length }));

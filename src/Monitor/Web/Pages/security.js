const severities = ['info', 'low', 'medium', 'high', 'critical'];
const filters = document.getElementById('filters');
const local = (at) => new Date(at).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });

function make(name, text, kind) {
  const element = document.createElement(name);
  if (text !== undefined) element.textContent = text;
  if (kind) element.className = kind;
  return element;
}

function fill(id, rows) {
  const table = document.getElementById(id);
  const labels = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  if (rows.length === 0) {
    rows = [row(make('td', 'None.'))];
    rows[0].cells[0].colSpan = labels.length;
  } else {
    // On a narrow screen each row is a card, and each cell says what it is.
    rows.forEach((line) => [...line.cells].forEach((cell, i) => { cell.dataset.label = labels[i]; }));
  }
  table.tBodies[0].replaceChildren(...rows);
}

// Some clients' identifiers begin with their kind, `ses_`.
const shortId = (session) => session.slice(0, session.indexOf('_') + 9);

function row(...cells) {
  const line = make('tr');
  for (const cell of cells) line.append(cell.tagName === 'TD' ? cell : wrap(cell));
  return line;
}

function wrap(...parts) {
  const cell = make('td');
  cell.append(...parts);
  return cell;
}

function choices(name, values) {
  const select = filters.elements[name];
  const chosen = select.value;
  select.replaceChildren(new Option('all', ''), ...values.filter(Boolean).map((value) => new Option(value, value)));
  select.value = values.includes(chosen) ? chosen : '';
}

function chart(counts, days, generated) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const byDay = new Map();
  for (let back = days - 1; back >= 0; back--) {
    byDay.set(new Date(new Date(generated) - back * 86400000).toISOString().slice(0, 10), {});
  }
  for (const count of counts) {
    const day = byDay.get(count.day) ?? byDay.set(count.day, {}).get(count.day);
    day[count.severity] = (day[count.severity] ?? 0) + count.count;
  }
  const most = Math.max(1, ...[...byDay.values()].map((day) => Object.values(day).reduce((sum, count) => sum + count, 0)));
  svg.setAttribute('viewBox', `0 0 ${byDay.size * 10} 100`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `Findings over ${byDay.size} days, at most ${most} per day; the table below has the numbers.`);
  let x = 0;
  for (const [name, day] of byDay) {
    let y = 100;
    for (const severity of severities.filter((one) => day[one])) {
      const height = day[severity] / most * 98;
      const bar = document.createElementNS(space, 'rect');
      const title = document.createElementNS(space, 'title');
      title.textContent = `${name}: ${day[severity]} ${severity}`;
      bar.append(title);
      bar.setAttribute('class', severity);
      for (const [key, value] of Object.entries({ x: x + 1, y: y - height, width: 8, height })) bar.setAttribute(key, value);
      svg.append(bar);
      y -= height;
    }
    x += 10;
  }
  document.getElementById('chart').replaceChildren(svg);
  document.getElementById('legend').replaceChildren(...severities.map((severity) => make('span', severity, severity)));
  fill('days', counts.map((count) => row(make('td', count.day), make('td', count.severity, count.severity), make('td', count.category), make('td', count.count, 'number'))));
}

function finding(found) {
  const what = wrap(make(found.segment ? 'code' : 'span', found.segment || 'The session as a whole'), make('small', `${found.why} (${found.rule})`));
  if (found.denied) what.append(make('small', 'It was refused and did not run.'));
  const button = make('button', found.acknowledged ? 'Not yet' : 'Done');
  button.setAttribute('aria-label', `${found.acknowledged ? 'Mark as not done' : 'Mark as done'}: ${found.rule}, ${local(found.at)}`);
  button.addEventListener('click', async () => {
    await fetch('/api/security/acknowledged', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ keys: found.keys, is_acknowledged: !found.acknowledged }),
    });
    load();
  });
  const when = make('td', local(found.at), 'when');
  if (found.keys.length > 1) when.append(make('small', `${found.keys.length} times`));
  const line = row(when, wrap(make('b', found.severity, found.severity), make('small', found.category)), what,
    wrap(found.project, make('small', `${found.client}, ${shortId(found.session)}`)), wrap(button));
  if (found.acknowledged) line.className = 'done';
  return line;
}

async function load() {
  const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
  const answer = await fetch(`/api/security?${query}`);
  const summary = document.getElementById('state');
  if (!answer.ok) {
    summary.textContent = `The findings could not be read (${answer.status}).`;
    return;
  }
  const view = await answer.json();
  const sum = view.counts.reduce((all, count) => all + count.count, 0);
  summary.textContent = `${sum} ${sum === 1 ? 'finding' : 'findings'} in ${view.days} days, read at ${local(view.generated)}. Secrets are replaced.`;
  choices('client', view.clients);
  choices('project', view.projects);
  if (filters.elements.category.options.length < 2) choices('category', [...new Set(view.counts.map((count) => count.category))].sort());
  chart(view.counts, view.days, view.generated);
  fill('findings', view.findings.map(finding));
  fill('sessions', view.sessions.map((session) => row(make('td', session.risk, 'number'),
    wrap(session.project, make('small', `${session.client}, ${shortId(session.session)}, ${local(session.last)}, ${session.calls} ${session.calls === 1 ? 'call' : 'calls'}${session.denied ? `, ${session.denied} refused` : ''}`)),
    make('td', session.risk_parts.map((part) => `${part.rule} ${part.risk}${part.count > 1 ? ` (${part.count})` : ''}`).join(', ')))));
  fill('boundary', view.boundary.map((folder) => row(wrap(make('code', folder.folder)), make('td', folder.reads, 'number'), make('td', folder.writes, 'number'))));
}

function follow() {
  const socket = new WebSocket(`ws://${location.host}/api/usage/live?types=SecurityAlert`);
  let waiting;
  socket.addEventListener('message', () => {
    clearTimeout(waiting);
    waiting = setTimeout(load, 2000);
  });
  socket.addEventListener('close', () => setTimeout(follow, 10000));
}

filters.addEventListener('change', load);
filters.addEventListener('submit', (event) => event.preventDefault());
load().then(follow);

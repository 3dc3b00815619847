// Draws the pages of `tooltime serve`. All content is set as text, never as markup, because names come from transcripts.
const $ = (id) => document.getElementById(id);

function make(name, attributes, ...children) {
  const svg = ['svg', 'rect', 'text', 'title', 'g'].includes(name);
  const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== undefined && value !== null) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.filter((child) => child !== undefined && child !== null));
  return element;
}

const count = new Intl.NumberFormat('en', { maximumFractionDigits: 1, notation: 'compact' });
const share = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const tokens = (number) => (number === null || number === undefined ? '–' : count.format(number));
const counted = (number, noun, write = tokens) => `${write(number)} ${noun}${number === 1 ? '' : 's'}`;
const dollars = (usd) => (usd === null || usd === undefined ? '–' : '$' + usd.toFixed(usd !== 0 && Math.abs(usd) < 0.1 ? 4 : 2));
const time = (utc) => (utc ? new Date(utc).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', second: '2-digit' }) : '–');
// The weekday tells a day of the week around today; a month's limit ends later.
const clock = (utc) => {
  const isNear = Math.abs(new Date(utc) - Date.now()) < 6 * 24 * 60 * 60 * 1000;
  const day = isNear ? { weekday: 'short' } : { day: 'numeric', month: 'short' };
  return utc ? new Date(utc).toLocaleString([], { ...day, hour: '2-digit', minute: '2-digit' }) : '–';
};
const milliseconds = (ms) => (ms === null || ms === undefined ? '–' : ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);
const bytes = (number) => `${(number / 1048576).toFixed(1)} MiB`;
const total = (one) => one.input + one.output + one.cache_read + one.cache_write;

// What stands between backticks is typed as it is.
const marked = (text) => text.split('`').map((part, i) => (i % 2 === 1 ? make('code', {}, part) : part));

// Some clients' identifiers begin with their kind, `ses_`.
const shortId = (session) => session.slice(0, session.indexOf('_') + 9);

// Columns are [header, cell, isNumber]; the first names the row.
function table(caption, columns, rows, empty) {
  if (rows.length === 0) {
    return make('p', { class: 'empty' }, ...marked(empty));
  }
  const head = make('tr', {}, ...columns.map(([name, , isNumber]) => make('th', { scope: 'col', class: isNumber ? 'number' : null }, name)));
  const body = rows.map((row) =>
    make(
      'tr',
      {},
      ...columns.map(([name, cell, isNumber], i) => {
        const value = cell(row);
        const attributes = { class: isNumber ? 'number' : null, 'data-label': name };
        return i === 0 ? make('th', { scope: 'row', ...attributes }, value) : make('td', attributes, value);
      }),
    ),
  );
  return make('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': `${caption}, table` }, make('table', {}, make('thead', {}, head), make('tbody', {}, ...body)));
}

// Replaces a section's content, but not while the user scrolls or reads it with the keyboard.
function show(id, element) {
  const place = $(id);
  if (place.contains(document.activeElement)) {
    const old = place.querySelector('.wide');
    const next = element.matches?.('.wide') ? element : null;
    if (old && next) {
      old.replaceChildren(...next.childNodes);
      return;
    }
  }
  place.replaceChildren(element);
}

function figures(id, list) {
  $(id).replaceChildren(
    ...list.map(([name, value, note]) => make('div', {}, make('dt', {}, name), make('dd', {}, value), note ? make('dd', { class: 'note' }, note) : null)),
  );
}

function facts(id, list) {
  $(id).replaceChildren(...list.flatMap(([name, value]) => [make('dt', {}, name), make('dd', {}, String(value))]));
}

function bars(minutes) {
  const most = Math.max(1, ...minutes.map((minute) => minute.tokens));
  const sum = minutes.reduce((all, minute) => all + minute.tokens, 0);
  const [width, height] = [600, 100];
  const step = width / minutes.length;
  const svg = make('svg', {
    class: 'chart',
    viewBox: `0 0 ${width} ${height}`,
    preserveAspectRatio: 'none',
    role: 'img',
    'aria-label': `${counted(sum, 'token')} in the last hour, at most ${tokens(most === 1 && sum === 0 ? 0 : most)} in a minute`,
  });
  minutes.forEach((minute, i) => {
    const tall = Math.max(minute.tokens > 0 ? 2 : 1, (minute.tokens / most) * (height - 6));
    svg.append(
      make(
        'rect',
        { x: (i * step + 1).toFixed(1), y: (height - tall).toFixed(1), width: (step - 2).toFixed(1), height: tall.toFixed(1), class: minute.tokens > 0 ? 'bar' : 'none' },
        make('title', {}, `${time(minute.at * 1000)}: ${counted(minute.tokens, 'token')}, ${dollars(minute.cost_usd)}`),
      ),
    );
  });
  const note = sum === 0 ? 'Nothing in the last hour.' : `From 60 minutes ago to now; at most ${tokens(most)} in a minute.`;
  return make('div', {}, svg, make('p', { class: 'note' }, note));
}

const cacheHit = (row) => {
  const prompt = row.input_tokens + row.cache_read_tokens + row.cache_write_tokens;
  return prompt === 0 ? '–' : share.format(row.cache_read_tokens / prompt);
};

function usageColumns(...first) {
  return [
    ...first,
    ['Responses', (row) => tokens(row.responses), true],
    ['Input', (row) => tokens(row.input_tokens), true],
    ['Output', (row) => tokens(row.output_tokens), true],
    ['Cache read', (row) => tokens(row.cache_read_tokens), true],
    ['From cache', cacheHit, true],
    ['Cost', (row) => dollars(row.cost_usd), true],
    ['Per response', (row) => (row.responses > 0 && row.cost_usd !== null ? dollars(row.cost_usd / row.responses) : '–'), true],
  ];
}

const outcomes = { ok: 'ok', error: 'error', rejection: 'rejected', not_run: 'not run', running: 'running' };

function alertText(alert) {
  switch (alert.type) {
    case 'BudgetAlert':
      return `The budget for the ${alert.period}${alert.project ? ` of ${alert.project}` : ''} is ${alert.percentage}% spent: ${dollars(alert.cost)} of ${dollars(alert.budget)}.`;
    case 'TokenThreshold':
      return `The ${alert.source} limit of ${alert.window === 'spend_limit' ? 'spending' : alert.window.replace('_', ' ')} is ${alert.percentage}% used.`;
    case 'InsightAlert':
      return alert.says;
    case 'SentimentAlert':
      return alert.reason === 'health' ? 'A conversation is going badly.' : 'A user sounds frustrated.';
    default:
      return [alert.type, alert.severity, alert.rule, alert.finds].filter(Boolean).join(' · ');
  }
}

function limits(view) {
  const rows = view.budgets.map((budget, i) => ({
    name: `${budget.period}${budget.project ? ` of ${budget.project}` : ''}`,
    percent: budget.share * 100,
    state: budget.state,
    text: `${dollars(budget.spent_usd)} of ${dollars(budget.budget_usd)}`,
    until: view.depletions[i] ? `at this rate spent ${clock(view.depletions[i].at)} (${clock(view.depletions[i].earliest)} to ${clock(view.depletions[i].latest)})` : '',
  }));
  for (const [name, limit] of [
    ['5 hours, official', view.official_limits?.five_hour],
    ['7 days, official', view.official_limits?.seven_day],
    ['spending, official', view.official_limits?.spend_limit],
  ]) {
    if (limit) {
      const state = limit.used_percentage >= 100 ? 'passed' : limit.used_percentage >= 80 ? 'near' : 'ok';
      rows.push({ name, percent: limit.used_percentage, state, text: limit.limit_usd == null ? `${limit.used_percentage.toFixed(0)}% used` : `${dollars(limit.used_usd)} of ${dollars(limit.limit_usd)}`, until: limit.resets_at ? `resets ${clock(limit.resets_at * 1000)}` : '' });
    }
  }
  return table(
    'Budgets and limits',
    [
      ['For', (row) => row.name],
      ['Spent', (row) => row.text],
      ['Share', (row) => make('meter', { min: 0, max: 100, high: 80, value: Math.min(100, row.percent), 'aria-label': `${row.name}: ${row.percent.toFixed(0)}%` })],
      ['State', (row) => make('span', { class: row.state === 'ok' ? 'ok' : row.state === 'near' ? 'near' : 'error' }, row.state)],
      ['Then', (row) => row.until],
    ],
    rows,
    'No budget is set: `tooltime budget set day 20`. Official limits come from Claude Code’s status line.',
  );
}

function drawLive(view) {
  const window = view.window;
  figures('figures', [
    ['Tokens today', tokens(view.today.total_tokens), counted(view.today.responses, 'response')],
    ['Cost today', dollars(view.today.cost_usd), view.today.unpriced_models.length ? `without ${view.today.unpriced_models.join(', ')}` : null],
    ['Tokens per minute', tokens(view.tokens_per_minute), 'last 15 minutes'],
    ['Cost per hour', dollars(view.cost_usd_per_hour), 'last 15 minutes'],
    window
      ? ['5-hour window', dollars(window.cost_usd), `estimate, until ${clock(window.end)}` + (window.projected_cost_usd ? `; at its end ${dollars(window.projected_cost_usd.low)} to ${dollars(window.projected_cost_usd.high)}` : '')]
      : ['5-hour window', '–', 'no window'],
    ['Active sessions', String(view.session_count)],
  ]);
  show('minutes', bars(view.minutes));
  show('budgets', limits(view));
  show(
    'alerts',
    view.alerts.length === 0
      ? make('p', { class: 'empty' }, 'None.')
      : make('ul', { class: 'alerts' }, ...view.alerts.map((alert) => make('li', {}, `${time(alert.at)} ${alertText(alert)}`))),
  );
  show(
    'sessions',
    table(
      'Active sessions',
      [
        ['Project', (row) => row.project],
        ['Session', (row) => shortId(row.session_id)],
        ['Agent', (row) => (row.is_subagent ? `subagent${row.agent ? ` ${row.agent}` : ''}` : 'main')],
        ['Client', (row) => row.client],
        ['Model', (row) => row.model ?? '–'],
        ['Tokens', (row) => tokens(total(row.tokens)), true],
        ['Cost', (row) => dollars(row.cost_usd), true],
        ['Calls', (row) => String(row.calls), true],
        ['Errors', (row) => make('span', { class: row.errors > 0 ? 'error' : null }, String(row.errors)), true],
        ['Last', (row) => time(row.last_at)],
      ],
      view.sessions,
      'No agent is working.',
    ),
  );
  show(
    'calls',
    table(
      'Last calls',
      [
        ['Tool', (row) => row.tool ?? row.skill ?? '–'],
        ['Outcome', (row) => make('span', { class: row.outcome === 'error' ? 'error' : row.outcome === 'rejection' ? 'near' : null }, outcomes[row.outcome] ?? row.outcome)],
        ['Took', (row) => milliseconds(row.duration_ms), true],
        ['Project', (row) => row.project ?? '–'],
        ['Client', (row) => row.client ?? '–'],
        ['At', (row) => time(row.at)],
      ],
      view.calls,
      'No calls since this process started.',
    ),
  );
  show('models', table("Today's models", usageColumns(['Model', (row) => row.model], ['Client', (row) => row.client]), view.models, 'Nothing was used today.'));
}

async function get(path) {
  const response = await fetch(path);
  if (response.status === 401) {
    throw new Error('Signed out: run tooltime dashboard');
  }
  if (!response.ok) {
    throw new Error(response.status === 503 ? 'Reading transcripts…' : `Error ${response.status}`);
  }
  return response.json();
}

function state(text) {
  if ($('state').textContent !== text) {
    $('state').textContent = text;
  }
}

// The view is fetched again when something happens, at most once a second; without a WebSocket every 5 seconds.
async function live() {
  let [isDirty, isDrawing, isOpen, last] = [true, false, false, undefined];
  const draw = async () => {
    if (!isDirty || isDrawing) {
      return;
    }
    isDrawing = true;
    try {
      const view = await get('/api/overview');
      isDirty = false;
      last = view.last_seq;
      drawLive(view);
      state(isOpen ? `Live, ${time(view.at)}` : `Refreshed ${time(view.at)}`);
    } catch (error) {
      state(error.message.startsWith('Failed') ? 'tooltime serve does not answer' : error.message);
    } finally {
      isDrawing = false;
    }
  };
  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/api/usage/live${last === undefined ? '' : `?since=${last}`}`);
    socket.onopen = () => {
      isOpen = true;
      isDirty = true;
    };
    socket.onmessage = (event) => {
      last = JSON.parse(event.data).seq;
      isDirty = true;
    };
    socket.onclose = () => {
      isOpen = false;
      setTimeout(connect, 5000);
    };
  };
  await draw();
  connect();
  setInterval(draw, 1000);
  setInterval(() => (isDirty = isDirty || !isOpen), 5000);
  setInterval(() => (isDirty = true), 30000);
}

function heat(rows) {
  const sums = new Map();
  for (const row of rows) {
    const at = new Date(row.period + ':00:00Z');
    const key = `${(at.getUTCDay() + 6) % 7} ${at.getUTCHours()}`;
    sums.set(key, (sums.get(key) ?? 0) + row.total_tokens);
  }
  const most = Math.max(1, ...sums.values());
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const [busiest] = [...sums.entries()].sort((one, other) => other[1] - one[1]);
  const label = busiest ? `Most on ${names[busiest[0].split(' ')[0]]} at ${busiest[0].split(' ')[1]}:00, ${counted(busiest[1], 'token')}` : 'Nothing was used';
  const svg = make('svg', { class: 'heat', viewBox: '0 0 640 172', role: 'img', 'aria-label': label });
  names.forEach((name, day) => {
    svg.append(make('text', { x: 4, y: 32 + day * 22 }, name));
    for (let hour = 0; hour < 24; hour++) {
      const sum = sums.get(`${day} ${hour}`) ?? 0;
      svg.append(
        make(
          'rect',
          { x: 36 + hour * 25, y: 17 + day * 22, width: 23, height: 20, rx: 2, class: sum > 0 ? 'bar' : 'none', 'fill-opacity': sum > 0 ? (0.25 + (0.75 * sum) / most).toFixed(2) : 0.4 },
          make('title', {}, `${name} ${hour}:00: ${counted(sum, 'token')}`),
        ),
      );
    }
  });
  for (let hour = 0; hour < 24; hour += 6) {
    svg.append(make('text', { x: 36 + hour * 25, y: 12 }, `${hour}:00`));
  }
  return make('div', {}, make('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': 'Tokens by hour, chart' }, svg), make('p', { class: 'note' }, label + '.'));
}

async function performance() {
  const draw = async () => {
    try {
      const [tools, models, projects, hours] = await Promise.all(['tool', 'model', 'project', 'hour'].map((by) => get(`/api/usage/history?by=${by}&days=${$('days').value}`)));
      show(
        'tools',
        table(
          'Tools',
          [
            ['Tool', (row) => row.name],
            ['Calls', (row) => tokens(row.calls), true],
            ['Errors', (row) => tokens(row.errors), true],
            ['Error rate', (row) => (row.observed_calls > 0 ? share.format(row.errors / row.observed_calls) : '–'), true],
            ['Rejected', (row) => tokens(row.rejections), true],
            ['Median', (row) => milliseconds(row.duration_p50_ms), true],
            ['95%', (row) => milliseconds(row.duration_p95_ms), true],
          ],
          tools.rows,
          'No calls.',
        ),
      );
      show('bymodel', table('By model', usageColumns(['Model', (row) => row.model], ['Client', (row) => row.client]), models.rows, 'Nothing was used.'));
      show('byproject', table('By project', usageColumns(['Project', (row) => row.project]), projects.rows, 'Nothing was used.'));
      show('hours', heat(hours.rows));
      state(`In ${tools.timezone}`);
    } catch (error) {
      state(error.message);
    }
  };
  $('days').addEventListener('change', draw);
  await draw();
  setInterval(draw, 30000);
}

async function system() {
  const draw = async () => {
    try {
      const status = await get('/api/status');
      facts('process', [
        ['Version', status.version],
        ['Process', status.pid],
        ['Port', status.port],
        ['Since', clock(status.started_at * 1000)],
        ['Resident memory', bytes(status.resident_bytes)],
        ['Processor time', `${status.cpu_seconds.toFixed(1)} s`],
        ['WebSockets', `${status.subscribers} open, ${status.subscribers_cut} cut off`],
        ['Events', status.last_seq],
        ['Prices as of', status.prices_as_of],
      ]);
      const read = status.collector;
      facts('watcher', [
        ['State', read.is_ready ? 'up to date' : 'reading for the first time'],
        ['Transcripts', read.files],
        ['Files with something new', read.readings],
        ['Read', bytes(read.bytes_read)],
        ['Scans of all files', read.full_passes],
        ['Index', `${bytes(status.index_bytes)}, written ${counted(read.saves, 'time')}, last ${read.saved_at ? time(read.saved_at * 1000) : 'never'}`],
        ['Not saved yet', read.unsaved],
        ['Skipped', `${read.skipped.torn} torn lines, ${read.skipped.foreign} not understood, ${read.skipped.unreadable} files unreadable`],
      ]);
      show(
        'folders',
        table(
          'Watched folders',
          [
            ['Folder', (row) => row.path],
            ['There', (row) => (row.exists ? 'yes' : 'no')],
            ['How', (row) => (row.is_polled ? 'polled every 10 seconds' : 'by events')],
          ],
          status.folders,
          'None.',
        ),
      );
      state(`Refreshed ${time(Date.now())}`);
    } catch (error) {
      state(error.message);
    }
  };
  await draw();
  setInterval(draw, 5000);
}

const units = {
  usd: dollars,
  share: (value) => share.format(value),
  score: (value) => value.toFixed(2),
  count: (value) => new Intl.NumberFormat('en').format(value),
  tokens: (value) => counted(value, 'token'),
};

const place = (evidence) =>
  [evidence.at && new Date(evidence.at).toLocaleString([], { dateStyle: 'short', timeStyle: 'short' }), evidence.project, evidence.client, evidence.session && shortId(evidence.session)].filter(Boolean).join(', ');

function finding(insight) {
  const figures = insight.figures.map((figure) => `${figure.name} ${(units[figure.unit] ?? ((value) => `${value} ${figure.unit}`))(figure.value)}`).join(', ');
  return make(
    'li',
    {},
    make('strong', {}, ...marked(insight.says)),
    insight.cost_usd > 0 ? ` ${dollars(insight.cost_usd)}` : null,
    make('p', { class: 'note' }, `${insight.kind}: ${figures}`),
    make('details', {}, make('summary', {}, 'Where to see it'), make('ul', {}, ...insight.evidence.map((evidence) => make('li', {}, [place(evidence), evidence.what].filter(Boolean).join(': '))))),
    make('p', {}, make('em', {}, 'Change: '), ...marked(insight.change)),
  );
}

// One cell per day, one row per project, red through grey to green; the number is in the title and in the table below.
function moods(days) {
  const names = [...new Set(days.map((day) => day.project))];
  const dates = [...new Set(days.map((day) => day.day))];
  const svg = make('svg', { class: 'heat', viewBox: `0 0 ${Math.max(640, 130 + dates.length * 22)} ${names.length * 24 + 22}`, role: 'img', 'aria-label': `Sentiment of ${names.length} projects on ${dates.length} days; the table below has the numbers` });
  names.forEach((name, row) => svg.append(make('text', { x: 4, y: 34 + row * 24 }, name.length > 16 ? `${name.slice(0, 15)}…` : name)));
  dates.forEach((date, column) => column % 7 === 0 && svg.append(make('text', { x: 126 + column * 22, y: 12 }, date.slice(5))));
  for (const day of days) {
    svg.append(
      make(
        'rect',
        { x: 126 + dates.indexOf(day.day) * 22, y: 18 + names.indexOf(day.project) * 24, width: 20, height: 20, rx: 2, class: day.user_sentiment <= -0.1 ? 'sour' : day.user_sentiment >= 0.1 ? 'sweet' : 'bar', 'fill-opacity': (0.25 + 0.75 * Math.min(1, Math.abs(day.user_sentiment))).toFixed(2) },
        make('title', {}, `${day.day}, ${day.project}: ${day.user_sentiment.toFixed(2)} of ${day.messages} messages`),
      ),
    );
  }
  return make('div', { class: 'wide', tabindex: 0, role: 'group', 'aria-label': 'Sentiment by day and project, chart' }, svg);
}

function drawSentiment(said) {
  if (!said) {
    return make('p', { class: 'empty' }, ...marked('Off. `tooltime config set sentiment on` scores how messages sound, on this machine; words are not stored.'));
  }
  const number = (value) => (value === null ? '–' : value.toFixed(2));
  return make(
    'div',
    {},
    make('p', {}, `User ${number(said.user_sentiment)} (-1 to 1), model's confidence ${number(said.claude_confidence)}, health ${number(said.conversation_health)} (0 to 1); ${said.frustrated} of ${said.messages} messages sound frustrated, ${said.not_scored} are in another language.`),
    said.days.length > 0 ? moods(said.days) : null,
    table(
      'Sentiment by day and project',
      [
        ['Day', (row) => row.day],
        ['Project', (row) => row.project],
        ['Messages', (row) => String(row.messages), true],
        ['Sentiment', (row) => number(row.user_sentiment), true],
      ],
      said.days,
      'Nothing was scored.',
    ),
  );
}

function hourBars(hours) {
  const most = Math.max(0.0001, ...hours.map((hour) => hour.share));
  const svg = make('svg', { class: 'chart', viewBox: '0 0 600 110', role: 'img', 'aria-label': `Most at ${hours.findIndex((hour) => hour.share === most)}:00, ${share.format(most)}` });
  for (const hour of hours) {
    const tall = Math.max(1, (hour.share / most) * 88);
    svg.append(make('rect', { x: hour.hour * 25 + 1, y: (92 - tall).toFixed(1), width: 22, height: tall.toFixed(1), class: hour.share > 0 ? 'bar' : 'none' }, make('title', {}, `${hour.hour}:00: ${share.format(hour.share)}`)));
    if (hour.hour % 6 === 0) {
      svg.append(make('text', { x: hour.hour * 25, y: 106 }, `${hour.hour}:00`));
    }
  }
  return svg;
}

function drawInsights(view) {
  const unusual = view.unusual;
  const history = unusual.looked === 0 ? ` ${counted(unusual.history, 'session', units.count)} so far; the search for unusual ones starts after ${unusual.needed}.` : '';
  show('found', view.insights.length === 0 ? make('p', { class: 'empty' }, `Nothing stands out in ${counted(view.sessions, 'session', units.count)}.${history}`) : make('ul', { class: 'alerts' }, ...view.insights.map(finding)));
  const scores = view.scores;
  figures('scores', [
    ['Cost of 100 changed lines', dollars(scores.productivity_score), `productivity: ${dollars(scores.session_cost_usd)}, ${units.count(scores.changed_lines)} lines`],
    ['Right on the first try', scores.iteration_efficiency === null ? '–' : share.format(scores.iteration_efficiency), `${scores.first_tries} of ${scores.changing_turns} turns with changes`],
  ]);
  show(
    'effectiveness',
    table(
      'Effectiveness by model',
      [
        ['Model', (row) => row.model],
        ['Effectiveness', (row) => row.effectiveness?.toFixed(2) ?? '–', true],
        ['First tries', (row) => `${row.first_tries} of ${row.changing_turns}`, true],
        ['Failed calls', (row) => `${row.failures} of ${row.calls}`, true],
        ['Cost per turn', (row) => dollars(row.cost_per_turn_usd), true],
      ],
      scores.model_effectiveness,
      'No turns.',
    ),
  );
  const week = view.trends?.week;
  figures('week', week ? [['So far', dollars(week.so_far)], ['At its end', dollars(week.expected), `${dollars(week.low)} to ${dollars(week.high)}`], ['Last week', dollars(week.last_week)]] : [['Forecast', '–', 'three weeks are needed']]);
  show(
    'trends',
    table(
      'Week over week',
      [
        ['What', (row) => `${row.dimension} ${row.name}`],
        ['Last 7 days', (row) => (row.unit === 'usd' ? dollars(row.last) : counted(row.last, 'call', units.count)), true],
        ['7 before', (row) => (row.unit === 'usd' ? dollars(row.before) : counted(row.before, 'call', units.count)), true],
        ['Ratio', (row) => (row.ratio === null ? 'new' : row.ratio.toFixed(2)), true],
      ],
      view.trends?.rows ?? [],
      'Nothing was used.',
    ),
  );
  show('hours', view.trends?.hours.length ? hourBars(view.trends.hours) : make('p', { class: 'empty' }, 'Nothing was spent.'));
  show(
    'rig',
    table(
      'What is set up',
      [
        ['Name', (row) => row.item.name],
        ['Kind', (row) => row.item.kind],
        ['Client', (row) => row.item.client],
        ['Scope', (row) => row.item.scope],
        ['Used in', (row) => `${row.used_in} of ${row.sessions} sessions`, true],
        ['Calls', (row) => String(row.calls), true],
        ['Tokens per request', (row) => (row.tokens === null ? 'unknown' : `${row.is_measured ? '' : 'about '}${tokens(row.tokens)}`), true],
      ],
      view.rig.uses,
      'No server, plugin, skill or subagent is set up.',
    ),
  );
  show('sentiment', drawSentiment(view.sentiment));
}

async function insights() {
  const draw = async () => {
    try {
      state('Reading transcripts…');
      drawInsights(await get(`/api/insights?days=${$('days').value}`));
      state(`Refreshed ${time(Date.now())}`);
    } catch (error) {
      state(error.message);
    }
  };
  $('days').addEventListener('change', draw);
  await draw();
  const connect = () => {
    const socket = new WebSocket(`ws://${location.host}/api/usage/live?types=InsightAlert,SentimentAlert`);
    socket.onmessage = draw;
    socket.onclose = () => setTimeout(connect, 10000);
  };
  connect();
}

({ live, performance, insights, system })[document.body.dataset.page]?.();

'use strict';
// Sends what stands in the request field to the service that this page came from, and shows both sides as they went over the line.

const PASSWORD_PLACE = 'YOUR-PASSWORD';
const NAMESPACE = 'urn:tillbridge:pos:v1';
const byId = (id) => document.getElementById(id);
const operation = byId('operation'), form = byId('form'), least = byId('least'), request = byId('request'), language = byId('language');

/// The service of an operation, as the server told it.
let services = {};

async function text(address, options) {
  const answer = await fetch(address, { credentials: 'omit', cache: 'no-store', redirect: 'error', ...options });
  return { status: answer.status, ok: answer.ok, body: await answer.text() };
}

async function start() {
  const told = JSON.parse((await text('/playground/operations.json')).body);
  for (const { name, service } of told.operations) {
    services[name] = service;
    operation.append(new Option(`${name} (${service})`, name));
  }
  for (const word of told.languages) language.append(new Option(word, word));
  language.value = 'curl';
  await showSample();
}

async function showSample() {
  const query = new URLSearchParams({ operation: operation.value, form: form.value, least: least.checked ? '1' : '0' });
  const sample = await text(`/playground/sample?${query}`);
  request.value = sample.body;
  fillCredentials();
  byId('code-part').hidden = true;
}

const escaped = (value) => value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/// Puts what was typed above into the request; an empty field leaves the request as it is.
function fillCredentials() {
  for (const [field, name] of [['store', 'StoreId'], ['user', 'UserName']]) {
    const value = byId(field).value.trim();
    if (value) request.value = request.value.replace(new RegExp(`(<(?:\\w+:)?${name}>)[^<]*(</)`), (_, open, close) => open + escaped(value) + close);
  }
}

/// Where the request goes and under which heads, by its form.
function addressed() {
  const service = services[operation.value];
  if (form.value === 'plain') return { path: `/xml/${service}/${operation.value}`, headers: { 'Content-Type': 'text/xml; charset=utf-8' } };
  if (form.value === 'soap12') return { path: `/soap/${service}`, headers: { 'Content-Type': `application/soap+xml; charset=utf-8; action="${NAMESPACE}:${operation.value}"` } };
  return { path: `/soap/${service}`, headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${NAMESPACE}:${operation.value}"` } };
}

async function send(event) {
  event.preventDefault();
  const { path, headers } = addressed();
  const body = request.value;
  byId('send').disabled = true;
  const heads = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`).join('');
  byId('sent').textContent = `POST ${path} HTTP/1.1\nHost: ${location.host}\n${heads}\n${body}`;
  const begun = performance.now();
  try {
    const answer = await fetch(path, { method: 'POST', headers, body: body.replaceAll(PASSWORD_PLACE, escaped(byId('password').value)), credentials: 'omit', cache: 'no-store', redirect: 'error' });
    show(answer, await answer.text(), Math.round(performance.now() - begun));
  } catch (error) {
    outcome('No answer', false, `${error.message}. Whether the call was carried out is not known: send it again, a repeat is harmless.`);
    byId('answer').textContent = '';
  } finally {
    byId('send').disabled = false;
    byId('exchange').hidden = false;
    byId('outcome').scrollIntoView({ block: 'nearest' });
  }
}

function outcome(words, good, explained) {
  byId('outcome').textContent = words;
  byId('outcome').className = good ? 'good' : 'bad';
  byId('explained').replaceChildren(...(Array.isArray(explained) ? explained : [explained]));
}

function show(answer, body, milliseconds) {
  const heads = [...answer.headers].map(([name, value]) => `${name}: ${value}\n`).join('');
  byId('answer').textContent = `HTTP/1.1 ${answer.status} ${answer.statusText}\n${heads}\n${body}`;
  const content = new DOMParser().parseFromString(body, 'application/xml');
  const value = (name) => content.getElementsByTagNameNS(NAMESPACE, name)[0]?.textContent ?? '';
  const bytes = new TextEncoder().encode(body).length;
  const measured = `${milliseconds} ms, ${bytes} bytes. Request id ${value('RequestId') || answer.headers.get('x-request-id') || 'unknown'}.`;
  const code = value('Code');
  if (answer.ok) return outcome('Answer', true, measured);
  if (content.getElementsByTagNameNS(NAMESPACE, 'ServiceFault').length === 0) return outcome(`Status ${answer.status}`, false, measured);
  const link = document.createElement('a');
  link.href = `/help/errors/${encodeURIComponent(code)}`;
  link.textContent = code;
  return outcome(`Fault: ${code}`, false, [`${value('Message')} (`, link, `; ${value('Retryable') === 'true' ? 'the same call may succeed later' : 'sending it again unchanged cannot help'}). ${measured}`]);
}

async function copy() {
  const code = await text(`/playground/code?${new URLSearchParams({ language: language.value, operation: operation.value })}`, { method: 'POST', headers: { 'Content-Type': 'text/xml; charset=utf-8' }, body: request.value });
  byId('code').textContent = code.body;
  byId('code-part').hidden = false;
  byId('copied').textContent = code.ok ? (await copied(code.body)) ? 'copied' : 'select and copy it below' : 'the request cannot be read';
}

async function copied(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return false;  // no permission, or a page without HTTPS
  }
}

operation.addEventListener('change', showSample);
form.addEventListener('change', showSample);
least.addEventListener('change', showSample);
byId('reset').addEventListener('click', showSample);
byId('copy').addEventListener('click', copy);
byId('call').addEventListener('submit', send);
for (const field of ['store', 'user']) byId(field).addEventListener('input', fillCredentials);
request.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) byId('call').requestSubmit();
});
start();

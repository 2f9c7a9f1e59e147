// Measures one validator in a process of its own: node measure.mjs MODULE CORPUS; prints ns as JSON.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [, , module, corpus] = process.argv;
const { accepts, faults } = await import(pathToFileURL(module).href);
const { nine, further, faulty, rounds, slice, copies } = JSON.parse(readFileSync(corpus, "utf8"));

let sink = 0;
const tell = (path, sentence) => (sink += path.length + sentence.length);
const judge = (request) => (accepts(request) ? sink++ : 0);
const judgeText = (text) => judge(JSON.parse(text));
const parse = (text) => (JSON.parse(text) ? sink++ : 0);
const explain = (request) => faults(request, tell);

/** The time this process has used, in ns: what else the machine does counts little. */
function spent() {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
}

/** ns per item of going through a list. */
function pass(call, list, times) {
  const start = spent();
  for (let i = 0; i < times; i++) for (let j = 0; j < list.length; j++) call(list[j]);
  return (spent() - start) / times / list.length;
}

/** How often to go through the list in a slice of time; it also lets the compiler do its work. */
function warmed(call, list) {
  const tries = Math.ceil(30_000 / list.length);
  pass(call, list, tries);
  return Math.max(1, Math.round((slice * 1e6) / (pass(call, list, tries) * list.length)));
}

const parsed = (texts) => texts.map((text) => JSON.parse(text));
const sections = { nine: [judge, parsed(nine)] };
for (const [name, text] of Object.entries(further)) sections[name] = [judge, parsed([text])];
sections.refused = [judge, parsed(faulty)];
sections.explained = [explain, parsed(faulty)];
sections.text = [judgeText, nine];
sections.parse = [parse, nine];

/** Requests parsed just before and met once, in an order that is not theirs. */
function fresh() {
  const pool = parsed(Array.from({ length: copies }, () => nine).flat());
  for (let i = pool.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [pool[i], pool[j]] = [pool[j], pool[i]];
  }
  return pass(judge, pool, 1);
}

// Everything is warmed up before anything is measured: a validator meets valid and faulty requests in one process.
const times = Object.fromEntries(Object.entries(sections).map(([name, [call, list]]) => [name, warmed(call, list)]));
const measured = { fresh: [] };
for (const name of Object.keys(sections)) measured[name] = [];
for (let round = 0; round < rounds; round++) {
  for (const [name, [call, list]] of Object.entries(sections)) measured[name].push(pass(call, list, times[name]));
  measured.fresh.push(fresh());
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1];
const figures = Object.entries(measured).map(([name, numbers]) => [name, median(numbers)]);
console.log(JSON.stringify({ ns: Object.fromEntries(figures), sink }));

// year_simple_nojs.mjs - a supplier's year by one person, without JavaScript.
import assert from "node:assert/strict";
import {
	audited, banner, choose, fillAnswer, follow, heading, igtk, igtkJson, mainText, open, pack, password, person,
	picture, press, run, send, signIn, test,
} from "./harness.mjs";

const ORG = "8XX02";
const last = pack("13", "CTP");
const next = pack("14.1", "CTP");
const numbers = last.requirements.map(r => r.number);
const YEAR = "/assessment/13";
const NOW = "/assessment/14.1";

const page = await person({ js: false });

// Level 3 for every other one, so that next year asks them to be kept up.
const low = { 115: 1 };
const codes = r => r.levels.flatMap(l => l.criteria).map(c => c.id);
const levelOf = (r, i) => low[r.number] ?? (i % 2 ? 3 : 2);
const answers = new Map(last.requirements.map((r, i) => [r.number, r.not_relevant
	? { comments: { "1a": "It does not apply." }, nr: "Register of systems, page 3", owner: "Sol Mendes" }
	: {
		level: levelOf(r, i),
		met: r.levels.filter(l => l.level <= levelOf(r, i)).flatMap(l => l.criteria)
			.filter(c => !c.maintenance).map(c => c.id),
		comments: { "1a": `Said of ${r.number} in version 13` },
		evidence: [{ title: `Paper on ${r.number}`, reference: "Safe, shelf 2", shows: codes(r).slice(0, 2).join(", ") }],
		owner: "Sol Mendes",
		target: Math.max(2, levelOf(r, i)),
		due: ["31", "march", new Date().getFullYear() + 1],
		...(levelOf(r, i) < 2 && { plan: "Write the policy and have it agreed." }),
	}]));
const inPlay = [...answers.values()].filter(a => a.nr === undefined);
const points = inPlay.reduce((sum, a) => sum + a.level, 0);
const percent = Math.floor((100 * points) / (3 * inPlay.length));

test("no script runs, and one person signs in as the supplier's administrator", async () => {
	await open(page, "/sign-in");
	assert.equal(await page.locator("body.js-enabled").count(), 0);
	await signIn(page, "sol");
	assert.equal(await heading(page), "My work");
	assert.match(await mainText(page), /Assessments of Southgate Records/);
});

test("version 13 is opened", async () => {
	await page.selectOption("#version", "13");
	assert.equal(await press(page, "Open the assessment"), 200);
	assert.ok(page.url().endsWith(YEAR));
	assert.match(await mainText(page), /0 of 17 requirements are complete/);
});

test("all 17 are answered and marked complete; the supplier needs no reviewer", async () => {
	for (const number of numbers) {
		await open(page, `${YEAR}/requirement/${number}`);
		await fillAnswer(page, answers.get(number));
		assert.equal(await press(page, "Save and mark complete"), 200, number);
		assert.equal(await banner(page), "Saved and marked complete");
		assert.equal(await page.getByRole("button", { name: "Confirm this requirement" }).count(), 0);
		assert.equal((await send(page, `${YEAR}/requirement/${number}/confirm`)).status, 403, "there is no such step");
	}
	await open(page, YEAR);
	assert.match(await mainText(page), /17 of 17 requirements are complete/);
});

test("a reopened one is in the way until it is complete again", async () => {
	await open(page, `${YEAR}/requirement/206`);
	await page.fill("#reason", "A date was wrong");
	assert.equal(await press(page, "Reopen this requirement"), 200);
	await open(page, `${YEAR}/readiness`);
	await follow(page, () => page.getByRole("link", { name: /^206 / }).click());
	assert.equal(await press(page, "Save and mark complete"), 200);
});

test("the plan below level 2 is accepted; the score agrees with the command line", async () => {
	await open(page, `${YEAR}/requirement/115`);
	assert.equal(await press(page, "Accept the plan"), 200);
	const json = igtkJson("score", "--org", ORG, "--version", "13");
	assert.deepEqual([json.percent, json.points, json.below_2], [percent, points, ["115"]]);
	await open(page, `${YEAR}/score`);
	assert.ok((await mainText(page)).includes(`${percent}%, 1 below level 2. Satisfactory with improvement plan`));
	await open(page, YEAR);
	assert.ok((await page.locator(".ig-stats li").first().innerText()).startsWith(`${percent}%`));
});

test("nothing is in the way: a supplier's senior management details are its own choice", async () => {
	assert.deepEqual(last.senior_management.filter(d => d.required), []);
	await open(page, `${YEAR}/readiness`);
	assert.match(await mainText(page), /Nothing is in the way/);
	await open(page, `${YEAR}/duties`);
	for (const d of last.senior_management) {
		await page.fill(`#name-${d.code}`, "Sol Mendes");
		await page.fill(`#post-${d.code}`, "Director");
	}
	assert.equal(await press(page, "Save the details"), 200);
	assert.equal(await banner(page), "The senior management details are saved");
});

test("it is published with the statement and the password, and not with a wrong one", async () => {
	const push = () => follow(page, () => page.getByRole("button", { name: /^Publish Information/ }).click());
	await choose(page, "Go on to publish");
	await page.check("#accept");
	await page.fill("#password", "no");
	assert.equal(await push(), 422);
	assert.equal(igtkJson("assessment", "list", "--org", ORG)[0].state, "open");
	await page.check("#accept");
	await page.fill("#password", password("sol"));
	assert.equal(await push(), 200);
	assert.ok(page.url().endsWith(`${YEAR}/publication`));
	assert.ok((await mainText(page)).includes(`${percent}%, 1 below level 2`));
	assert.equal(igtkJson("assessment", "list", "--org", ORG)[0].state, "published");
});

test("14.1 is opened: every requirement comes back to be re-confirmed, none as done", async () => {
	await open(page, "/home");
	await page.selectOption("#version", "14.1");
	assert.equal(await press(page, "Open the assessment"), 200);
	assert.match(await mainText(page), /The plan was accepted, and has to be accepted again/);
	await picture(page, "carried");
	await open(page, NOW);
	const text = await mainText(page);
	assert.match(text, /0 of 17 requirements are complete/);
	assert.match(text, /carried over from version 13/);
	assert.equal(await page.locator(".nhsuk-tag", { hasText: "To re-confirm" }).count(), next.requirements.length);
	await picture(page, "list-carried");
});

test("last year's levels stand beside this year's, on the list and in each requirement", async () => {
	for (const number of numbers) {
		const { level } = answers.get(number);
		const row = page.locator("tr", { has: page.locator(`a[href$="/requirement/${number}"]`) });
		const previous = (await row.locator("td").first().innerText()).trim();
		// What was not relevant has no level that this year could be compared with.
		if (level !== undefined) assert.equal(previous, `Level ${level}`, number);
	}
});

test("ticks, comments, evidence, owner, target and plan are carried over, once", async () => {
	for (const number of numbers) {
		const a = answers.get(number);
		await open(page, `${NOW}/requirement/${number}`);
		const met = await page.locator('input[name^="met-"]:checked').evaluateAll(all => all.map(i => i.name.slice(4)));
		assert.deepEqual(met, a.met ?? [], number);
		assert.equal(await page.inputValue("#comment-1a"), a.comments["1a"]);
		assert.equal(await page.inputValue("#owner"), a.owner);
		if (a.nr !== undefined) continue;
		assert.equal(await page.inputValue("#evidence-1-title"), a.evidence[0].title);
		assert.equal(await page.inputValue("#evidence-1-shows"), a.evidence[0].shows);
		assert.equal(await page.inputValue("#evidence-2-title"), "", "one empty line to add more");
		assert.equal(await page.inputValue("#target"), String(a.target));
		assert.equal(await page.inputValue("#plan"), a.plan ?? "");
		assert.match(await mainText(page), /version 13/);
	}
});

test("what keeps level 3 up counts now where level 3 was reached, and only there", async () => {
	for (const r of next.requirements) {
		const a = answers.get(r.number);
		const maintenance = r.levels.flatMap(l => l.criteria).filter(c => c.maintenance).map(c => c.id);
		if (a.nr !== undefined || maintenance.length === 0) continue;
		await open(page, `${NOW}/requirement/${r.number}`);
		const hint = await page.locator(`#expected-${maintenance[0]}`).innerText();
		assert.match(hint, a.level === 3 ? /It counts this year/ : /It does not count this year/, r.number);
	}
});

test("the published year is what it was, and cannot be changed", async () => {
	const was = igtk("assessment", "export", "--org", ORG, "--version", "13");
	const saves = audited(ORG, "answer.save");
	for (const number of numbers) {
		await open(page, `${YEAR}/requirement/${number}`);
		assert.equal(await page.locator("main form").count(), 0);
		const reply = await send(page, `${YEAR}/requirement/${number}`, { edition: "2", "met-1a": "1", "evidence-lines": "0", do: "save" });
		assert.ok([403, 409].includes(reply.status), `${number}: ${reply.status}`);
	}
	assert.equal(igtk("assessment", "export", "--org", ORG, "--version", "13"), was);
	assert.equal(audited(ORG, "answer.save"), saves);
});

test("the names of the published year stay, whoever is named for the next", async () => {
	await open(page, `${NOW}/duties`);
	await page.fill("#name-ig-lead", "Somebody New");
	assert.equal(await press(page, "Save the details"), 200);
	await open(page, `${YEAR}/duties`);
	const text = await mainText(page);
	assert.doesNotMatch(text, /Somebody New/);
	assert.match(text, /Sol Mendes/);
});

await run({ journey: true });

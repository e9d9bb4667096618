// year_full.mjs - a trust's whole year, by four people in four browsers.
import assert from "node:assert/strict";
import {
	audited, banner, choose, fillAnswer, follow, heading, igtk, igtkJson, mainText, open, pack, password, person,
	picture, press, routeTable, run, send, signIn, signOut, site, test,
} from "./harness.mjs";

const ORG = "RX902";
const V = "14.1";
const YEAR = `/assessment/${V}`;
const set = pack(V, "ACU");
const numbers = set.requirements.map(r => r.number);
const at = number => `${YEAR}/requirement/${number}`;

const assessor = await person();
const reviewer = await person();
const administrator = await person();
const viewer = await person();

// ---- what the assessor says, and what follows from it by the rules ----

// Below level 2, with a plan; the level they reach.
const low = { 105: 1, 301: 0, 504: 1 };

function answerOf(r, i) {
	const answer = {
		comments: { "1a": `What we did about ${r.number}: "quotes", <angles> & ampersands.` },
		evidence: [{ title: `Record for ${r.number}`, reference: "Shared drive, IG folder", shows: "1a" }],
		owner: i % 2 ? "Amir Haddad" : "Information governance lead",
	};
	if (r.not_relevant) return { ...answer, nr: `Decision of the forum on ${r.number}, minute 7` };
	const level = low[r.number] ?? (i % 3 === 0 ? 3 : 2);
	answer.level = level;
	answer.target = Math.max(level, 2);
	answer.due = [31, 3, new Date().getFullYear() + 1];
	answer.met = r.levels.filter(l => l.level <= level).flatMap(l => l.criteria)
		.filter(c => !c.maintenance).map(c => c.id);
	if (level < 2) answer.plan = `Agree the missing part of ${r.number} and tell staff.`;
	return answer;
}
const answers = new Map(set.requirements.map((r, i) => [r.number, answerOf(r, i)]));
const inPlay = [...answers.values()].filter(a => a.nr === undefined);
const points = inPlay.reduce((sum, a) => sum + a.level, 0);
const percent = Math.floor((100 * points) / (3 * inPlay.length));
const below = Object.keys(low).length;

// The same figures wherever they are shown.
async function scoresAgree(page, grade) {
	const json = igtkJson("score", "--org", ORG, "--version", V);
	assert.equal(json.percent, percent);
	assert.equal(json.points, points);
	assert.equal(json.below_2.length, below);
	assert.equal(json.not_relevant, set.requirements.length - inPlay.length);
	assert.equal(set.grading[json.grade.replaceAll("-", "_")], grade);
	await open(page, YEAR);
	assert.ok((await page.locator(".ig-stats li").first().innerText()).replace(/\s+/g, " ")
		.startsWith(`${percent}% ${grade}. ${below} below level 2.`), "on the list");
	await open(page, `${YEAR}/score`);
	const score = await mainText(page);
	assert.ok(score.includes(`${percent}%, ${below} below level 2. ${grade}`), "on the page of the score");
	assert.ok(score.includes(`add up to ${points}`), "and the sum it is made of");
}

// ---- readiness: every blocker in order, with who holds it and a link ----

async function readiness(page) {
	await open(page, `${YEAR}/readiness`);
	return page.locator("main").evaluate(main => [...main.querySelectorAll("h2")].map(h2 => ({
		heading: h2.innerText,
		lines: [...(h2.nextElementSibling?.querySelectorAll("li") ?? [])].map(li => ({
			text: li.querySelector("a").innerText,
			href: li.querySelector("a").getAttribute("href"),
			holder: li.querySelector(".ig-sub").innerText.replace(/^With: /, ""),
		})),
	})));
}

const ANSWER = "Not complete yet";
const CONFIRM = "Not confirmed by a reviewer yet";
const WHOLE = "The assessment as a whole";
const DUTIES = "Senior management details";

async function blockersAre(page, want) {
	const groups = await readiness(page);
	assert.deepEqual(groups.map(g => [g.heading, g.lines.length]), want.map(w => [w.heading, w.of.length]));
	for (const [i, { of, holder }] of want.entries())
		for (const [k, line] of groups[i].lines.entries()) {
			assert.ok(line.text.startsWith(of[k]), `${line.text} is ${of[k]}`);
			const who = typeof holder === "function" ? holder(of[k]) : holder;
			assert.equal(line.holder, who, `who holds ${line.text}`);
		}
	const all = want.reduce((sum, w) => sum + w.of.length, 0);
	assert.ok((await mainText(page)).includes(String(all)), "their number is said");
	// Each link leads where the work is done.
	for (const group of groups) {
		const { text, href } = group.lines[0];
		assert.equal(await open(page, new URL(href, site).href), 200, href);
		if (/^\d/.test(text)) assert.ok((await heading(page)).includes(text.slice(4)), `${href} is about ${text}`);
	}
}

const whole = { heading: WHOLE, of: ["A reviewer confirms the whole"], holder: "Rhona Baird" };
const dutyHolders = "Adele Brandt, Amir Haddad, Ana Ferreira, Rhona Baird";
const duties = { heading: DUTIES, of: set.senior_management.map(d => `Name of the ${d.title}`), holder: dutyHolders };

test("four people sign in, each in a browser of their own", async () => {
	await signIn(assessor, "amir");
	await signIn(reviewer, "rhona");
	await signIn(administrator, "adele");
	await signIn(viewer, "vera");
	for (const page of [assessor, reviewer, viewer]) {
		assert.match(await mainText(page), /No assessment has been opened yet/);
		assert.equal(await page.locator("main form").count(), 0, "only the administrator may open one");
	}
});

test("the administrator opens 14.1 and it begins empty", async () => {
	await administrator.selectOption("#version", V);
	assert.equal(await press(administrator, "Open the assessment"), 200);
	assert.ok(administrator.url().endsWith(YEAR));
	const text = await mainText(administrator);
	assert.match(text, /0 of 45 requirements are complete/);
	assert.equal(await administrator.getByText("Not started", { exact: true }).locator("visible=true").count(), 45);
});

test("readiness at the start: 45 to answer, the whole, four names, each with its holder and a link", async () => {
	await blockersAre(viewer, [
		{ heading: ANSWER, of: numbers, holder: "Information governance lead" }, whole, duties,
	]);
	assert.match(await (async () => { await open(viewer, `${YEAR}/readiness`); return mainText(viewer); })(),
		/it is published by: Adele Brandt/i);
});

test("the assessor answers all 45 through the form, saving the first without completing it", async () => {
	await open(assessor, at(numbers[0]));
	await fillAnswer(assessor, answers.get(numbers[0]));
	assert.equal(await press(assessor, "Save"), 200);
	assert.equal(await banner(assessor), "Saved");
	assert.equal(await assessor.inputValue("#comment-1a"), answers.get(numbers[0]).comments["1a"]);
	await choose(assessor, `Next: ${numbers[1]}`);
	for (const number of numbers.slice(1)) {
		assert.ok(assessor.url().includes(`/${number}`), `at ${number}`);
		await fillAnswer(assessor, answers.get(number));
		if (number === numbers.at(-1)) break;
		const next = numbers[numbers.indexOf(number) + 1];
		assert.equal(await press(assessor, `Save and go to ${next}`), 200);
	}
	assert.equal(await press(assessor, "Save"), 200);
	await open(assessor, YEAR);
	assert.match(await mainText(assessor), /0 of 45 requirements are complete/);
	assert.equal(audited(ORG, "answer.save"), 45);
});

test("the levels are those that the ticks give, and not relevant where said", async () => {
	const json = igtkJson("score", "--org", ORG, "--version", V);
	for (const [number, a] of answers)
		assert.equal(json.requirements[number], a.nr === undefined ? a.level : "NR", number);
	await open(assessor, YEAR);
	for (const [number, a] of answers) {
		const row = assessor.locator("tr", { has: assessor.locator(`a[href$="/requirement/${number}"]`) });
		const words = await row.innerText();
		assert.ok(words.includes(a.nr === undefined ? `Level ${a.level}` : "Not relevant"), `${number}: ${words}`);
	}
});

test("readiness names the owner of what is answered and not complete", async () => {
	await blockersAre(viewer, [
		{ heading: ANSWER, of: numbers, holder: n => answers.get(n).owner }, whole, duties,
	]);
});

test("the assessor marks all 45 complete", async () => {
	for (const number of numbers) {
		await open(assessor, at(number));
		assert.equal(await press(assessor, "Save and mark complete"), 200);
		assert.equal(await banner(assessor), "Saved and marked complete");
	}
	await open(assessor, YEAR);
	assert.match(await mainText(assessor), /45 of 45 requirements are complete/);
	// Kept as it was typed, through two saves.
	const export_ = igtk("assessment", "export", "--org", ORG, "--version", V);
	for (const number of numbers) assert.ok(export_.includes(`What we did about ${number}: \\"quotes\\", <angles> & ampersands.`), number);
});

test("readiness then asks for the reviewer, requirement by requirement", async () => {
	await blockersAre(viewer, [{ heading: CONFIRM, of: numbers, holder: "Rhona Baird" }, whole, duties]);
});

test("the score is the same on the list, its page and the command line; no plan is accepted yet", () =>
	scoresAgree(assessor, "Not satisfactory"));

test("who completed a requirement cannot confirm it, even with the reviewer's role", async () => {
	await open(assessor, at("101"));
	assert.equal(await assessor.getByRole("button", { name: "Confirm this requirement" }).count(), 0);
	assert.equal((await send(assessor, `${at("101")}/confirm`)).status, 403, "without the role");
	// The administrator gives the role on the page of the person.
	await open(administrator, "/people");
	await choose(administrator, "Amir Haddad");
	await administrator.locator("#role-reviewer").check();
	assert.equal(await press(administrator, "Save roles"), 200);
	await open(assessor, at("101"));
	assert.match(await mainText(assessor), /You completed this requirement, so another reviewer has to confirm it/);
	assert.equal(await assessor.getByRole("button", { name: "Confirm this requirement" }).count(), 0);
	assert.equal((await send(assessor, `${at("101")}/confirm`)).status, 403, "with the role");
	// And takes it back.
	await open(administrator, "/people");
	await choose(administrator, "Amir Haddad");
	await administrator.locator("#role-reviewer").uncheck();
	assert.equal(await press(administrator, "Save roles"), 200);
	assert.equal(audited(ORG, "answer.confirm"), 0);
});

test("the whole cannot be confirmed before each requirement is, nor published", async () => {
	await open(reviewer, `${YEAR}/readiness`);
	assert.equal(await reviewer.getByRole("button", { name: "Confirm the whole assessment" }).count(), 0);
	assert.equal((await send(reviewer, `${YEAR}/confirm`)).status, 409);
	await open(administrator, `${YEAR}/publish`);
	assert.ok(administrator.url().endsWith(`${YEAR}/readiness`), "what blocks is shown instead");
});

test("the reviewer confirms all 45", async () => {
	for (const number of numbers) {
		await open(reviewer, at(number));
		assert.equal(await press(reviewer, "Confirm this requirement"), 200);
		assert.equal(await banner(reviewer), "Confirmed");
	}
	assert.equal(audited(ORG, "answer.confirm"), 45);
	await blockersAre(viewer, [whole, duties]);
});

test("the reviewer reopens one: not without a reason; it is completed and confirmed again", async () => {
	await open(reviewer, at("110"));
	assert.equal(await press(reviewer, "Reopen this requirement"), 422);
	assert.match(await reviewer.title(), /^Error: /);
	assert.equal(audited(ORG, "answer.reopen"), 0);
	await reviewer.fill("#reason", "The contract list is of last year");
	assert.equal(await press(reviewer, "Reopen this requirement"), 200);
	assert.equal(await banner(reviewer), "Reopened");
	await blockersAre(viewer, [{ heading: ANSWER, of: ["110"], holder: answers.get("110").owner }, whole, duties]);
	await open(assessor, at("110"));
	await assessor.fill("#comment-1a", "The list of this year is there now.");
	assert.equal(await press(assessor, "Save and mark complete"), 200);
	await open(reviewer, at("110"));
	assert.equal(await press(reviewer, "Confirm this requirement"), 200);
	await choose(reviewer, "History of changes");
	const history = await mainText(reviewer);
	assert.match(history, /The contract list is of last year/);
	assert.match(history, /Comments: changed/);
});

test("the reviewer accepts each plan; then the grade is satisfactory with improvement plan", async () => {
	for (const number of Object.keys(low)) {
		await open(assessor, at(number));
		assert.equal(await assessor.getByRole("button", { name: "Accept the plan" }).count(), 0, "not the assessor");
		await open(reviewer, at(number));
		assert.equal(await press(reviewer, "Accept the plan"), 200);
		assert.equal(await banner(reviewer), "The plan is accepted");
	}
	await scoresAgree(viewer, "Satisfactory with improvement plan");
});

test("the reviewer confirms the whole; one that is reopened takes that back", async () => {
	await open(reviewer, `${YEAR}/readiness`);
	assert.equal(await press(reviewer, "Confirm the whole assessment"), 200);
	assert.equal(await banner(reviewer), "The assessment is confirmed");
	await blockersAre(viewer, [duties]);
	await open(reviewer, at("112"));
	await reviewer.fill("#reason", "Training figures have come in");
	await press(reviewer, "Reopen this requirement");
	await blockersAre(viewer, [{ heading: ANSWER, of: ["112"], holder: answers.get("112").owner }, whole, duties]);
	await open(assessor, at("112"));
	await press(assessor, "Save and mark complete");
	await open(reviewer, at("112"));
	await press(reviewer, "Confirm this requirement");
	await open(reviewer, `${YEAR}/readiness`);
	await press(reviewer, "Confirm the whole assessment");
});

test("the senior management details are the last thing in the way", async () => {
	await open(administrator, `${YEAR}/publish`);
	assert.ok(administrator.url().endsWith(`${YEAR}/readiness`));
	await follow(administrator, () => administrator.getByRole("link", { name: /^Name of the/ }).first().click());
	for (const [i, d] of set.senior_management.entries()) {
		await administrator.fill(`#name-${d.code}`, `Doctor Number ${i}`);
		await administrator.fill(`#post-${d.code}`, `Post ${i}`);
	}
	assert.equal(await press(administrator, "Save the details"), 200);
	assert.equal(await banner(administrator), "The senior management details are saved");
	assert.match(await mainText(administrator), /Nothing is in the way/);
	await open(viewer, `${YEAR}/readiness`);
	assert.match(await mainText(viewer), /Nothing is in the way/);
	assert.equal(await viewer.getByRole("link", { name: "Go on to publish" }).count(), 0);
});

test("publishing shows what is published, with the same score", async () => {
	await choose(administrator, "Go on to publish");
	const text = await mainText(administrator);
	assert.ok(text.includes(`${percent}%, ${below} below level 2`));
	assert.ok(text.includes("Satisfactory with improvement plan"));
	assert.ok(text.includes(`${inPlay.length} in play, ${45 - inPlay.length} not relevant, 0 exempt`));
	assert.ok(text.includes("Doctor Number 0"));
	for (const line of set.statement.split("\n")) assert.ok(text.includes(line), "the whole statement is shown");
	await picture(administrator, "year-publish");
});

test("a wrong password, no password or no tick publishes nothing", async () => {
	const button = /^Publish Information Governance Toolkit/;
	const push = () => follow(administrator, () => administrator.getByRole("button", { name: button }).click());
	await administrator.check("#accept");
	await administrator.fill("#password", "not the password");
	assert.equal(await push(), 422);
	assert.match(await mainText(administrator), /Enter the right password/);
	assert.equal(await administrator.inputValue("#password"), "", "a password is never sent back");
	await administrator.check("#accept");
	assert.equal(await push(), 422);
	assert.match(await mainText(administrator), /Enter your password/);
	await administrator.uncheck("#accept");
	await administrator.fill("#password", password("adele"));
	assert.equal(await push(), 422);
	assert.match(await mainText(administrator), /Tick that you accept the statement/);
	const [year] = igtkJson("assessment", "list", "--org", ORG);
	assert.equal(year.state, "confirmed");
});

let published;

test("with the right password and the statement accepted it is published", async () => {
	await administrator.check("#accept");
	await administrator.fill("#password", password("adele"));
	const status = await follow(administrator, () =>
		administrator.getByRole("button", { name: /^Publish Information/ }).click());
	assert.equal(status, 200);
	assert.ok(administrator.url().endsWith(`${YEAR}/publication`));
	const text = await mainText(administrator);
	assert.match(text, /is published/);
	assert.match(text, /Published by Adele Brandt on /);
	assert.ok(text.includes(`${percent}%, ${below} below level 2`));
	await picture(administrator, "year-publication");
	assert.equal(igtkJson("assessment", "list", "--org", ORG)[0].state, "published");
	published = igtk("assessment", "export", "--org", ORG, "--version", V);
	await scoresAgree(viewer, "Satisfactory with improvement plan");
});

const everyone = { assessor, reviewer, administrator, viewer };

// Every page of the year, but the one that publishes.
const yearPages = [YEAR, `${YEAR}/score`, `${YEAR}/readiness`, `${YEAR}/duties`, `${YEAR}/publication`,
	...set.initiatives.map(i => `${YEAR}/score/${i.code}`), ...numbers.map(at), `${at("110")}/history`];

test("afterwards no page of the year shows anybody a form", async () => {
	for (const [who, page] of Object.entries(everyone))
		for (const where of who === "viewer" ? yearPages : yearPages.filter((w, i) => i % 4 === 0 || !/\d\d\d$/.test(w))) {
			assert.equal(await open(page, where), 200, `${who} ${where}`);
			const forms = await page.locator("main form").evaluateAll(all => all.map(f => f.method));
			assert.deepEqual(forms.filter(m => m === "post"), [], `${who} ${where}`);
		}
	await open(administrator, `${YEAR}/publish`);
	assert.ok(administrator.url().endsWith(`${YEAR}/readiness`));
	assert.match(await mainText(administrator), /It is published/);
});

// What each form would send; good enough to be taken, were it allowed.
function forged(route) {
	if (route === "/assessment") return { version: V };
	if (route.endsWith("/plan/new/:number"))
		return { title: "Forged", reach: "2", owner: "", deputy: "", "due-day": "1", "due-month": "6", "due-year": "2030" };
	if (route === "/assessment/:version/plan") return { requirement: "105" };
	if (route.endsWith("/plan/sign")) return { plan: "0".repeat(64), post: "Nobody", password: password("adele") };
	if (route.endsWith("/supersede"))
		return {
			edition: "1", statement: "0".repeat(64), reason: "Forged", accept: "1", password: password("adele"),
			...Object.fromEntries(numbers.map(n => [`level-${n}`, "3"])),
		};
	if (route.endsWith("/reopen")) return { reason: "After all" };
	if (route.endsWith("/duties")) return { "name-siro": "Somebody Else", "post-siro": "None" };
	if (route.endsWith("/publish")) return { accept: "1", password: password("adele"), statement: "0".repeat(64) };
	if (route.endsWith(":number")) return { edition: "1", "met-1a": "1", "comment-1a": "Forged", do: "complete", "evidence-lines": "0" };
	return {};
}

test("a hand-made POST to each address of the year is refused, and nothing has changed", async () => {
	const routes = routeTable().filter(r => r.method === "POST" && r.path.startsWith("/assessment"));
	assert.ok(routes.length >= 7, "the table has them");
	for (const [who, page] of Object.entries(everyone)) {
		await open(page, YEAR);
		for (const route of routes) {
			const where = route.path.replace(":version", V).replace(":number", "105").replace(":id", "1");
			const reply = await send(page, where, forged(route.path));
			// These three lead back to what is on record.
			const shows = { assessment: YEAR, publish: `${YEAR}/publication`, drop: at("105") }[route.path.split("/").at(-1)];
			const refused = [403, 404, 409, 422].includes(reply.status)
				|| (reply.status === 303 && shows !== undefined && reply.location.endsWith(shows));
			assert.ok(refused, `${who} ${route.path}: ${reply.status} ${reply.location}`);
		}
	}
	// The edition that is right would be no better.
	await open(assessor, at("105"));
	for (let edition = 0; edition < 8; edition++)
		assert.notEqual((await send(assessor, at("105"), { ...forged(":number"), edition: String(edition) })).status, 303);
	assert.equal(igtk("assessment", "export", "--org", ORG, "--version", V), published);
	assert.equal(igtkJson("assessment", "list", "--org", ORG)[0].state, "published");
	assert.equal(audited(ORG, "assessment.publish") || audited(ORG, "publication.publish"), 1);
	await open(viewer, `${YEAR}/duties`);
	assert.doesNotMatch(await mainText(viewer), /Somebody Else/);
});

test("the viewer sees all of it, and the audit trail, and can change nothing", async () => {
	for (const number of numbers) {
		await open(viewer, at(number));
		const text = await mainText(viewer);
		assert.ok(text.includes(`Record for ${number}`), `evidence of ${number}`);
		const { comments } = answers.get(number);
		if (number !== "110") assert.ok(text.includes(comments["1a"]), `comment of ${number}`);
	}
	assert.equal(await open(viewer, "/audit"), 200);
	assert.match(await mainText(viewer), /Adele Brandt|adele/);
	await open(viewer, YEAR);
	const before = igtk("assessment", "export", "--org", ORG, "--version", V);
	for (const route of routeTable().filter(r => r.method === "POST" && !/\/sign|session|^\/(organisation$|training\/|kiosk|settings)/.test(r.path))) {
		const where = route.path.replace(":version", V).replace(":number", "101").replace(/:\w+/g, "1");
		const { status } = await send(viewer, where, forged(route.path));
		// What only its owner or holder may do is not there for others.
		const own = /\/(report|accept)$/.test(route.path);
		assert.ok(status === 403 || (own && status === 404), `${route.path}: ${status}`);
	}
	for (const where of [`${YEAR}/publish`, "/people", "/people/new", "/organisations", "/organisations/new"])
		assert.equal(await open(viewer, where), 403, where);
	assert.equal(igtk("assessment", "export", "--org", ORG, "--version", V), before);
});

test("everybody signs out", async () => {
	for (const page of Object.values(everyone)) {
		await open(page, "/home");
		await signOut(page);
		assert.match(page.url(), /sign-in\?out=1$/);
	}
});

await run({ journey: true });

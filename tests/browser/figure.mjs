// figure.mjs - the training figure's pages, and what the figure does to a
// requirement: clean for axe, no sideways scroll, errors said at their fields.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import {
	banner, follow, heading, igtk, mainText, open, pack, person, press, run, signIn, test,
} from "./harness.mjs";
import { clean } from "./look.mjs";

const R112 = "/assessment/14.1/requirement/112";

const look = (page, name) => clean(page, `figure-${name}`);

// Requirement 112 of the trust, claimed at level 2.
function claim() {
	const levels = pack("14.1", "ACU").requirements.find(r => r.number === "112").levels;
	const met = levels.filter(l => l.level <= 2).flatMap(l => l.criteria.map(k => k.id));
	const file = path.join(process.env.HOME, "112.json");
	writeFileSync(file, JSON.stringify({
		format: "igtk-assessment", schema: 1, organisation: { code: "RX901" }, version: "14.1",
		answers: [{ requirement: "112", met }],
	}));
	igtk("assessment", "import", file);
}

for (const js of [true, false]) {
	const how = js ? "with JavaScript" : "without JavaScript";

	test(`an administrator sees the sum and who is behind it, ${how}`, async () => {
		const page = await person({ js });
		await signIn(page, "priya");
		assert.equal(await open(page, "/manage/figure"), 200);
		assert.equal(await heading(page).then(t => t.includes("Training figure")), true);
		const text = await mainText(page);
		assert.match(text, /100 × \d+ ÷ \d+, cut to a whole number, is \d+%/);
		assert.match(text, /At least 95%, by version 14\.1/);
		assert.ok(await page.locator("#people ~ .ig-x tbody tr").count() > 10);
		if (js) await look(page, "sum");
		await page.selectOption("#who", "left-out");
		assert.equal(await press(page, "Show"), 200);
		assert.ok(await page.locator("#people ~ .ig-x tbody tr").count() >= 1);
		assert.doesNotMatch(await page.locator("#people ~ .ig-x").first().innerText(), /Not completed/);
		for (const [id, value] of [["day", "31"], ["month", "2"], ["year", "2026"]]) await page.fill(`#on-${id}`, value);
		assert.equal(await press(page, "Count"), 422);
		assert.equal(await page.inputValue("#on-day"), "31");
		if (js) await look(page, "wrong-day");
		await page.context().close();
	});
}

test("who only reads sees the sum and no name", async () => {
	const page = await person();
	await signIn(page, "mairead");
	assert.equal(await open(page, "/manage/figure"), 200);
	assert.match(await mainText(page), /Names are shown to administrators only/);
	assert.equal(await page.getByRole("link", { name: "Download all of them (CSV)" }).count(), 0);
	assert.equal(await open(page, "/manage/figure/settings"), 200);
	assert.equal(await page.locator("main form").count(), 0);
	await page.context().close();
});

test("the model is chosen, and a review set down", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/manage/figure/settings");
	await look(page, "settings");
	assert.equal(await press(page, "Set it down"), 422);
	for (const link of await page.locator(".nhsuk-error-summary a").all()) {
		const id = (await link.getAttribute("href")).slice(1);
		assert.equal(await page.locator(`#${id}`).count(), 1, id);
	}
	await look(page, "settings-wrong");
	for (const [id, value] of [["done-day", "1"], ["done-month", "6"], ["done-year", "2024"], ["who", "Ann"],
		["findings", "Porters need a shorter course"]]) await page.fill(`#${id}`, value);
	assert.equal(await press(page, "Set it down"), 200);
	assert.equal(await banner(page), "The review is on record");
	assert.match(await mainText(page), /Porters need a shorter course/);
	await page.locator("label[for=model-needs]").click();
	assert.equal(await press(page, "Save"), 200);
	await open(page, "/manage/figure");
	assert.match(await mainText(page), /Training needs analysis\s+Fails/);
	await look(page, "legs");
	await open(page, "/manage/figure/settings");
	await page.locator("label[for=model-flat]").click();
	assert.equal(await press(page, "Save"), 200);
	await page.context().close();
});

test("a level that too few trained staff limit, and why it counts all the same", async () => {
	claim();
	const page = await person();
	await signIn(page, "daniel");
	assert.equal(await open(page, R112), 200);
	assert.match(await mainText(page), /The level that counts is 1, not 2 as claimed\./);
	assert.equal(await press(page, "Let the level count as claimed"), 422);
	assert.match(await mainText(page), /Enter why the level counts all the same/);
	await look(page, "override");
	await page.fill("#override-reason", "The last five sit it on Monday");
	assert.equal(await press(page, "Let the level count as claimed"), 200);
	assert.equal(await banner(page), "The level counts as claimed");
	assert.match(await mainText(page), /The last five sit it on Monday/);
	await look(page, "overridden");
	assert.equal(await press(page, "Let the training figure limit the level again"), 200);
	assert.match(await mainText(page), /The level that counts is 1/);
	await open(page, "/assessment/14.1/score");
	assert.match(await mainText(page), /Claimed at level 2, limited by the training figure/);
	await look(page, "score");
	assert.equal(await follow(page, () => page.getByRole("link", { name: "The training figure" }).click()), 200);
	await page.context().close();
});

await run();

// sites.mjs - a head office: its sites, and acts for many of them.
import assert from "node:assert/strict";
import { choose, follow, mainText, open, person, press, run, signIn, test } from "./harness.mjs";
import { checked, look, patterns } from "./look.mjs";

const ours = /^\/sites(\/|$)/;
const files = /\/csv$/;
const batch = "Version 14.1 for 4 sites";

// The whole way, as whoever has JavaScript or has none.
const way = (name, options) => test(`sites are seen, answered, undone and published, ${name}`, async () => {
	const seen = options.js === false ? async () => {} : look;
	const page = await person(options);
	await signIn(page, "imogen");
	await open(page, "/home");
	await choose(page, "Its sites: how far each is, and answers for many of them");
	await seen(page, "sites");
	assert.match(await mainText(page), /Sites by code \(4\)/);
	await page.selectOption("#state", "in-progress");
	assert.equal(await press(page, "Show these sites"), 200);
	await seen(page, "sites-in-progress");
	assert.equal(await press(page, "Answer for many sites"), 200);
	await seen(page, "batch-new");
	await page.uncheck("#all");
	await page.fill("#codes", "FP902, NOBODY");
	assert.equal(await press(page, "Prepare it"), 422);
	await seen(page, "batch-new-422", 422);
	assert.equal(await page.inputValue("#codes"), "FP902, NOBODY");
	await page.fill("#codes", "FP904 FP905");
	assert.equal(await press(page, "Prepare it"), 200);
	await seen(page, "batch");
	await choose(page, "Check what is in the way at each site");
	await seen(page, "batch-check");
	assert.match(await mainText(page), /Nothing was changed. 2 sites were looked at: 0 cannot be answered, 1 would keep/);
	await choose(page, "Back to the batch");
	assert.equal(await press(page, "Answer at the chosen sites (2)"), 200);
	await seen(page, "batch-answered");
	assert.match(await mainText(page), /Answered at 2 sites/);
	assert.match(await mainText(page), /0 chosen, 2 answered/);
	await choose(page, "Fairmead Pharmacy, Westgate");
	await seen(page, "batch-site");
	assert.equal(await press(page, "Leave it out"), 200);
	assert.match(await mainText(page), /1 answered, 0 published, 0 undone, 1 excluded/);
	assert.equal(await press(page, "Take the answers back"), 422);
	await seen(page, "batch-422", 422);
	await page.check("#sure");
	assert.equal(await press(page, "Take the answers back"), 200);
	await seen(page, "batch-undone");
	assert.match(await mainText(page), /0 answered, 0 published, 1 undone, 1 excluded/);
	await page.fill("#codes", "FP904");
	assert.equal(await press(page, "Add these sites"), 200);
	assert.match(await mainText(page), /1 chosen/);
	await page.context().close();
});

way("without JavaScript", { js: false, width: 320 });
way("with it", {});

test("one signature publishes for the sites that nothing blocks", async () => {
	const page = await person();
	await signIn(page, "imogen");
	await open(page, "/sites");
	await follow(page, () => page.locator("main a", { hasText: batch }).click());
	assert.equal(await press(page, "Publish for 4 sites"), 200);
	await look(page, "batch-publish");
	assert.equal(await press(page, "Publish for 4 sites"), 422);
	await look(page, "batch-publish-422", 422);
	await page.check("#accept");
	await page.fill("#password", "demo-imogen-2026");
	assert.equal(await press(page, "Publish for 4 sites"), 200);
	await look(page, "batch-published");
	assert.match(await mainText(page), /Published for 2 sites. At 2 sites it was not done/);
	assert.match(await mainText(page), /2 published/);
	await page.selectOption("#state", "blocked");
	assert.equal(await press(page, "Show these sites"), 200);
	await look(page, "batch-blocked");
	await choose(page, "Fairmead Pharmacy, Station Road");
	await look(page, "batch-site-blocked");
	await page.context().close();
});

test("a site leads to what whoever asks may open", async () => {
	const page = await person();
	await signIn(page, "imogen");
	await open(page, "/sites?state=published");
	await look(page, "sites-published");
	await choose(page, "Fairmead Pharmacy, Market Place");
	assert.match(page.url(), /\/public\/FP902$/);
	assert.match(await mainText(page), /14.1 Final/);
	await open(page, "/sites?q=FP904");
	assert.equal(await page.getByRole("link", { name: "Fairmead Pharmacy, Station Road" }).count(), 0);
	assert.equal(await page.getByRole("button", { name: /^Work here/ }).count(), 0);
	await page.context().close();
	const ewan = await person();
	await signIn(ewan, "ewan");
	await open(ewan, "/organisations?q=FP901");
	assert.equal(await press(ewan, /^Work here.*Pharmacies$/), 200);
	await open(ewan, "/sites");
	await look(ewan, "sites-national");
	await choose(ewan, "Fairmead Pharmacy, Station Road");
	assert.match(ewan.url(), /\/organisations\/[0-9]+$/);
	await open(ewan, "/sites");
	assert.equal(await press(ewan, /^Work here.*Station Road$/), 200);
	assert.match(await ewan.locator(".ig-header__org").innerText(), /Station Road/);
	await ewan.context().close();
});

test("every one of these pages was looked at", () => {
	assert.deepEqual(patterns.map(p => p.pattern)
		.filter(p => ours.test(p) && !files.test(p) && !checked.has(p)), []);
});

await run();

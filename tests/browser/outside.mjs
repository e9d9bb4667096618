// outside.mjs - reviewers, commissioners, and the view of all organisations.
import assert from "node:assert/strict";
import { choose, igtk, mainText, open, person, press, run, signIn, test } from "./harness.mjs";
import { checked, look, patterns } from "./look.mjs";

const ours = /^\/(reviews|providers|overview|extract|organisations\/:id)(\/|$)/;
const files = /\/csv$/;

test("an organisation is changed, and commissioned", async () => {
	const page = await person();
	await signIn(page, "ewan");
	await open(page, "/organisations");
	await choose(page, "Northgate Records Limited");
	await look(page, "organisation");
	await page.fill("#parent", "8XX01");
	assert.equal(await press(page, "Save the changes"), 422);
	await look(page, "organisation-loop", 422);
	await page.fill("#parent", "RX901");
	await page.selectOption("#purpose", "national-services");
	assert.equal(await press(page, "Save the changes"), 200);
	await page.fill("#commissioner", "RX901");
	assert.equal(await press(page, "Add this commissioner"), 200);
	await look(page, "organisation-commissioned");
	assert.match(await mainText(page), /It applies for national services/);
	await page.context().close();
});

test("an applicant is reviewed", async () => {
	igtk("role", "grant", "--org", "8XX01", "--role", "external-reviewer", "--user", "vera");
	const page = await person();
	await signIn(page, "ewan");
	await open(page, "/reviews");
	await look(page, "reviews");
	await choose(page, "Northgate Records Limited");
	await look(page, "review");
	assert.equal(await press(page, "Record this review"), 422);
	await look(page, "review-422", 422);
	await page.selectOption("#outcome", "more-evidence");
	await page.fill("#reason", "Show the minute that approved the policy");
	assert.equal(await press(page, "Record this review"), 200);
	await look(page, "reviews-more");
	await choose(page, "Northgate Records Limited");
	await look(page, "review-more");
	await page.context().close();
});

test("a commissioner sees its providers", async () => {
	igtk("role", "grant", "--org", "RX901", "--role", "commissioner", "--user", "priya");
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/providers");
	await look(page, "providers");
	assert.match(await mainText(page), /Northgate Records Limited/);
	await page.context().close();
});

test("all organisations, and the extract", async () => {
	const page = await person();
	await signIn(page, "ewan");
	await open(page, "/overview");
	await look(page, "overview");
	await choose(page, "Not started");
	await look(page, "overview-not-started");
	await choose(page, "Extract for the regulator: every organisation's final status on a day");
	await look(page, "extract");
	await page.fill("#on-year", "2999");
	assert.equal(await press(page, "Show this day"), 422);
	await look(page, "extract-422", 422);
	await page.context().close();
});

test("every one of these pages was looked at", () => {
	assert.deepEqual(patterns.map(p => p.pattern)
		.filter(p => ours.test(p) && !files.test(p) && !checked.has(p)), []);
});

await run();

// outside.mjs - reviewers, commissioners, and the view of all organisations.
import assert from "node:assert/strict";
import { banner, choose, follow, igtk, mainText, open, person, press, run, signIn, test } from "./harness.mjs";
import { checked, look, patterns, sideways } from "./look.mjs";

const ours = /^\/(reviews|providers|overview|extract|exemptions|organisations\/:id)(\/|$)/;
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
	const page = await person();
	await signIn(page, "nia");
	assert.doesNotMatch(await mainText(page), /no role/);
	assert.match(await mainText(page), /1 publication awaits your review/);
	await choose(page, "Go to the reviews");
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
	assert.doesNotMatch(await mainText(page), /Fairmead/);
	await page.context().close();
});

test("a commissioner of several sees them all", async () => {
	const page = await person();
	await signIn(page, "chidi");
	await open(page, "/providers");
	for (const name of ["Eastmarsh Hospitals", "Harbour Street Surgery", "Northgate Records Limited", "Fairmead Pharmacies"])
		assert.match(await mainText(page), new RegExp(name));
	await page.context().close();
});

// Fill the form in, as the national role.
async function grantExemption(page, { org = "", type = "", version, number, reason }) {
	await open(page, "/exemptions/new");
	await page.fill("#org", org);
	await page.selectOption("#type", type);
	await page.selectOption("#version", version);
	await page.fill("#number", number);
	await page.fill("#reason", reason);
	assert.equal(await press(page, "Grant this exemption"), 200);
	assert.equal(await banner(page), "The exemption was granted");
}

test("an exemption is granted, read by those it is for, and ended", async () => {
	const page = await person();
	await signIn(page, "ewan");
	await open(page, "/overview");
	await choose(page, "Exemptions: which requirements are taken off whom");
	await look(page, "exemptions-none");
	assert.equal(await press(page, "Grant an exemption"), 200);
	await look(page, "exemption-new");
	await page.fill("#number", "200");
	assert.equal(await press(page, "Grant this exemption"), 422);
	await look(page, "exemption-new-422", 422);
	assert.equal(await page.inputValue("#number"), "200");
	await grantExemption(page, { type: "ACU", version: "14.1", number: "101", reason: "The national register is closed until 2027" });
	await grantExemption(page, { org: "8XX01", version: "13", number: "114", reason: "Moved to another building" });
	await look(page, "exemptions");
	const reader = await person();
	await signIn(reader, "priya");
	await open(reader, "/assessment/14.1/requirement/101");
	assert.match(await mainText(reader), /Exempt since .*for every organisation of its type, /);
	await look(reader, "exemption-requirement");
	const grace = await person();
	await signIn(grace, "grace");
	await open(grace, "/assessment/13/publication");
	assert.match(await mainText(grace), /was exempted on .*; what was published stays as it was/);
	await look(grace, "exemption-publication");
	await open(grace, "/public/8XX01/13");
	assert.match(await mainText(grace), /was exempted on .*; what was published stays as it was/);
	assert.doesNotMatch(await mainText(grace), /another building|Ewan/);
	await look(grace, "exemption-public");
	await open(page, "/exemptions?show=in-force&type=ACU&version=14.1");
	assert.equal(await follow(page, () => page.locator("table a").first().click()), 200);
	await look(page, "exemption");
	assert.equal(await press(page, "End this exemption"), 422);
	await look(page, "exemption-422", 422);
	await page.fill("#reason", "The register opened again");
	assert.equal(await press(page, "End this exemption"), 200);
	await look(page, "exemption-ended");
	await open(reader, "/assessment/14.1/requirement/101");
	assert.match(await mainText(reader), /was taken back on .*The register opened again/s);
	await look(reader, "exemption-requirement-ended");
	await page.context().close();
	await reader.context().close();
	await grace.context().close();
});

test("and all of it without JavaScript", async () => {
	const page = await person({ js: false, width: 320 });
	await signIn(page, "ewan");
	await grantExemption(page, { org: "RX901", version: "14.1", number: "105", reason: "Nobody is left to ask" });
	await page.selectOption("#show", "in-force");
	await page.fill("#org", "rx901");
	assert.equal(await press(page, "Show these"), 200);
	assert.equal(await sideways(page), "");
	assert.equal(await follow(page, () => page.locator("table a").first().click()), 200);
	assert.match(await mainText(page), /Nobody is left to ask/);
	await page.fill("#reason", "Somebody came");
	assert.equal(await press(page, "End this exemption"), 200);
	assert.match(await mainText(page), /Somebody came/);
	assert.equal(await sideways(page), "");
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

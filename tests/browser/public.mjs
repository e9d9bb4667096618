// public.mjs - what anybody sees of what was published, and publishing once
// more.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "node:process";
import { choose, igtk, igtkJson, mainText, open, password, person, press, run, signIn, site, test } from "./harness.mjs";
import { checked, look, patterns, sideways } from "./look.mjs";

const ours = /^\/public(\/|$)|\/supersede$/;
// Files, not pages.
const files = /\/(json|csv|keys)$|\/bundle\/:edition$/;
const SUPERSEDE = "/assessment/13/supersede";

test("somebody finds an organisation and what it published", async () => {
	const page = await person();
	await open(page, "/sign-in");
	await choose(page, "See what organisations have published");
	await look(page, "public");
	await page.fill("#q", "north");
	await press(page, "Search");
	await look(page, "public-found");
	await choose(page, "Northgate Records Limited");
	await look(page, "public-organisation");
	assert.match(await mainText(page), /Self-assessed grade/);
	await open(page, "/public/8XX01/13");
	await look(page, "public-year");
	assert.match(await mainText(page), /the signed file/);
	await open(page, "/public?q=nobody");
	await look(page, "public-none");
	assert.equal(await open(page, `/public?q=${"x".repeat(101)}`), 422);
	await look(page, "public-422", 422);
	await open(page, "/public/RX901");
	await look(page, "public-nothing");
	await page.context().close();
});

test("the administrator publishes once more, and both stay visible", async () => {
	const page = await person();
	await signIn(page, "grace");
	await open(page, "/assessment/13/publication");
	await choose(page, "publish once more");
	await look(page, "supersede");
	assert.equal(await press(page, "Publish once more"), 422);
	await look(page, "supersede-422", 422);
	await page.selectOption("#level-114", "1");
	await page.fill("#reason", "The letter of appointment was out of date");
	await page.check("#accept");
	await page.fill("#password", password("grace"));
	assert.equal(await press(page, "Publish once more"), 200);
	await look(page, "publication-superseded");
	assert.match(await mainText(page), /It was published once more/);
	await choose(page, "What the public sees");
	assert.equal(new URL(page.url()).pathname, new URL(`${site}/public/8XX01/13`).pathname);
	await look(page, "public-superseded");
	assert.match(await mainText(page), /out of date/);
	await open(page, "/public/8XX01");
	await look(page, "public-history");
	assert.match(await mainText(page), /Superseded/);
	await page.context().close();
});

test("the signed file and the keys from the pages pass igtk-verify", async () => {
	const fetched = async (where, name) => {
		const answer = await fetch(`${site}${where}`);
		assert.equal(answer.status, 200, where);
		const file = path.join(env.HOME, name);
		writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
		return file;
	};
	const bundle = await fetched("/public/8XX01/13/bundle/2", "bundle");
	const keys = await fetched("/public/keys", "keys");
	const said = execFileSync(path.join(env.SITE_BIN, "igtk-verify"), ["bundle", bundle, "--key", keys]).toString();
	assert.match(said, /^valid: 8XX01 .*edition 2/);
});

test("what is not signed is said to be so, until it is", async () => {
	const page = await person();
	const publication = async () => { await open(page, "/assessment/13/publication"); return mainText(page); };
	await signIn(page, "grace");
	assert.doesNotMatch(await publication(), /not signed/);
	for (const key of igtkJson("key", "list"))
		if (key.revoked === null) igtk("key", "revoke", key.id, "--reason", "It was copied");
	assert.match(await publication(), /What counts now is not signed/);
	await look(page, "publication-not-signed");
	const command = await page.locator("main code").filter({ hasText: "bundle sign" }).innerText();
	await open(page, "/public/8XX01/13");
	await look(page, "public-not-signed");
	assert.match(await mainText(page), /its signature was withdrawn with the key, and it is not signed anew yet/);
	assert.equal(await open(page, "/public/8XX01/13/bundle/2"), 404);
	assert.match(await mainText(page), /There is no signed file of this/);
	igtk("key", "new");
	igtk(...command.split(" ").slice(1));
	assert.doesNotMatch(await publication(), /not signed/);
	await page.context().close();
});

test("a stage has an address of its own", async () => {
	const page = await person();
	await open(page, "/public/RX901");
	await choose(page, "14.1 Baseline");
	assert.match(page.url(), /\/14\.1\?stage=baseline$/);
	await look(page, "public-stage");
	assert.match(await mainText(page), /Baseline, submitted on .* The year is not published yet\./);
	await page.context().close();
});

test("every one of these pages was looked at", () => {
	assert.deepEqual(patterns.map(p => p.pattern)
		.filter(p => ours.test(p) && !files.test(p) && !checked.has(p)), []);
});

test("they say the same without JavaScript, and nothing scrolls sideways", async () => {
	const page = await person({ js: false, width: 320 });
	for (const where of ["/public", "/public?q=north", "/public/8XX01", "/public/8XX01/13"]) {
		assert.equal(await open(page, where), 200, where);
		assert.equal(await page.locator("h1").count(), 1, where);
		assert.equal(await sideways(page), "", where);
	}
	await signIn(page, "grace");
	assert.equal(await open(page, SUPERSEDE), 200);
	assert.equal(await sideways(page), "");
	await page.context().close();
});

await run();

// owners.mjs - groups that own work, and requirements given to somebody after a
// page to check it on; each page looked at.
import assert from "node:assert/strict";
import { banner, heading, igtkJson, mainText, open, person, press, run, signIn, test } from "./harness.mjs";
import { look } from "./look.mjs";

const YEAR = "/assessment/14.1";

test("a group is made, gets a member, and is listed", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/groups");
	await look(page, "groups-none");
	await page.getByRole("button", { name: "Add a group" }).click();
	await look(page, "group-new");
	await press(page, await page.locator("main form button").innerText());
	assert.match(await page.title(), /^Error: /);
	await look(page, "group-new-error", 422);
	await page.fill("#name", "Steering group");
	await press(page, await page.locator("main form button").innerText());
	await look(page, "group");
	await open(page, "/groups");
	assert.match(await mainText(page), /Steering group/);
	await page.context().close();
});

for (const js of [true, false]) {
	test(`requirements are given after a page to check it on, ${js ? "with" : "without"} JavaScript`, async () => {
		const page = await person({ js });
		const to = js ? "Daniel Osei" : "Senior Information Risk Owner (SIRO)";
		await signIn(page, "priya");
		await open(page, `${YEAR}/owners`);
		if (js) await look(page, "owners");
		await press(page, "Check");
		assert.match(await page.title(), /^Error: /);
		if (js) await look(page, "owners-error", 422);
		await page.check("#r-112");
		await page.check("#r-205");
		await page.fill("#owner", to);
		await press(page, "Check");
		assert.match(await mainText(page), /112[\s\S]*205/);
		if (js) await look(page, "owners-check");
		await press(page, await page.locator("main form[method=post] button").first().innerText());
		assert.match(await banner(page), /were given/);
		const given = igtkJson("assessment", "export", "--org", "RX901", "--version", "14.1").answers
			.filter(a => ["112", "205"].includes(a.requirement)).map(a => a.owner);
		assert.deepEqual(given, [to, to]);
		await page.context().close();
	});
}

test("a baseline that was submitted stays as it stood, and the year is looked at as it was", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, `${YEAR}/stages`);
	await look(page, "stages");
	await press(page, "Submit");
	assert.match(await page.title(), /^Error: /);
	await look(page, "stages-error", 422);
	await open(page, `${YEAR}/stages/baseline`);
	assert.match(await heading(page), /Baseline/);
	await look(page, "stage");
	await open(page, `${YEAR}/at`);
	await look(page, "stood-ask");
	await open(page, "/trend");
	await look(page, "trend");
	await page.context().close();
});

await run();

// catalogue.mjs - what is asked, where it comes from, and what if.
import assert from "node:assert/strict";
import { choose, igtk, mainText, open, person, press, run, signIn, test } from "./harness.mjs";
import { checked, look, patterns, sideways } from "./look.mjs";

const ours = /^\/(catalogue|library)(\/|$)|\/whatif$/;
const files = /\/pack$/;

test("anybody reads the sets, a requirement and its sources", async () => {
	const page = await person();
	await open(page, "/catalogue");
	await look(page, "catalogue");
	assert.match(await mainText(page), /This set is a reconstruction/);
	await open(page, "/catalogue/DEN-14.1-1");
	await look(page, "catalogue-set");
	await choose(page, "114 Responsibility for information governance is given to suitable staff");
	await look(page, "catalogue-requirement");
	await choose(page, "Data Protection Act 1998");
	await look(page, "library-source");
	assert.match(await mainText(page), /Repealed on 25 May 2018/);
	await choose(page, "Data Protection Act 2018");
	await look(page, "library-source-unnamed");
	assert.match(await mainText(page), /What it took the place of/);
	await choose(page, "Data Protection Act 1998");
	await page.getByText(/^Dental Practice: /).click();
	await choose(page, "114 Responsibility for information governance is given to suitable staff");
	assert.match(await mainText(page), /Where it comes from/);
	await open(page, "/library");
	await look(page, "library");
	await open(page, "/catalogue/CTP-14.1-1/changes");
	await look(page, "catalogue-changes-none");
	assert.match(await mainText(page), /Nothing changed/);
	await page.context().close();
});

test("the library is searched by words, without JavaScript too", async () => {
	for (const js of [true, false]) {
		const page = await person({ js, width: 320 });
		await open(page, "/library");
		assert.equal(await sideways(page), "");
		await page.fill("#q", "records retention nothing");
		await press(page, "Search");
		assert.match(await mainText(page), /0 found/);
		await page.fill("#q", "caldicott princip");
		await page.selectOption("#kind", "report");
		await press(page, "Search");
		assert.match(await mainText(page), /2 found/);
		assert.equal(await sideways(page), "");
		await choose(page, /second Caldicott review/);
		assert.equal(await page.locator("h1").count(), 1);
		assert.equal(await sideways(page), "");
		if (js) {
			await open(page, "/library?q=caldicott");
			await look(page, "library-found");
			await open(page, "/library?q=zzz");
			await look(page, "library-none");
			assert.equal(await open(page, `/library?q=${"x".repeat(101)}&kind=web`), 422);
			await look(page, "library-422", 422);
		}
		await page.context().close();
	}
});

test("the national role changes a text, and the change notice says so", async () => {
	const page = await person();
	await signIn(page, "ewan");
	await open(page, "/catalogue/load");
	await look(page, "catalogue-load");
	assert.equal(await press(page, "Check and load"), 422);
	await look(page, "catalogue-load-422", 422);
	await open(page, "/catalogue/DEN-14.1-1/requirement/317");
	await choose(page, "Change its texts in a new revision");
	await look(page, "catalogue-edit");
	await page.fill("#title", "");
	await page.fill("#evidence-1a", "");
	assert.equal(await press(page, "Save as revision 2"), 422);
	await look(page, "catalogue-edit-422", 422);
	await page.fill("#title", "Premises, equipment and records are kept safe");
	await page.fill("#evidence-1a", "Risk assessment\nPlan of the building");
	const late = await page.context().newPage();
	await open(late, "/catalogue/DEN-14.1-1/requirement/317/edit");
	await late.fill("#title", "Doors are locked");
	assert.equal(await press(page, "Save as revision 2"), 200);
	await look(page, "catalogue-changes");
	assert.match(await mainText(page), /Reworded: 1/);
	await open(page, "/catalogue/DEN-14.1-2/requirement/317");
	await look(page, "catalogue-requirement-changed");
	assert.match(await mainText(page), /Its title\s+Changed here, by the national role/);
	await open(page, "/catalogue/DEN-14.1-2");
	await look(page, "catalogue-set-changed");
	assert.match(await mainText(page), /Revision 2 was added here on/);
	await open(page, "/catalogue/DEN-14.1-1/requirement/317/edit");
	await look(page, "catalogue-edit-newer");
	assert.equal(await page.locator("main form").count(), 0);
	await choose(page, "Change the texts of revision 2");
	assert.equal(await page.inputValue("#title"), "Premises, equipment and records are kept safe");
	assert.equal(await press(late, "Save as revision 2"), 409);
	await look(late, "catalogue-edit-409", 409);
	assert.match(await mainText(late), /On record now: Premises, equipment and records are kept safe/);
	assert.equal(await press(late, "Save as revision 3"), 200);
	assert.match(await mainText(late), /Doors are locked/);
	await page.context().close();
});

test("the national role withdraws a version, and reinstates it", async () => {
	const page = await person();
	await signIn(page, "ewan");
	await open(page, "/catalogue/DEN-14.1-1");
	await choose(page, "Withdraw this version");
	await look(page, "catalogue-withdraw");
	assert.equal(await press(page, "Withdraw it"), 422);
	await look(page, "catalogue-withdraw-422", 422);
	await page.fill("#reason", "One text was wrong.");
	await page.check("#sure");
	assert.equal(await press(page, "Withdraw it"), 200);
	await look(page, "catalogue-withdrawn");
	assert.match(await mainText(page), /Version 14.1 was withdrawn on .*: One text was wrong\./);
	await choose(page, "Reinstate this version");
	await look(page, "catalogue-reinstate");
	await page.check("#sure");
	assert.equal(await press(page, "Reinstate it"), 200);
	assert.doesNotMatch(await mainText(page), /withdrawn/);
	await page.context().close();
});

test("levels are supposed, and nothing is saved", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/assessment/14.1/score");
	const before = igtk("score", "--org", "RX901", "--version", "14.1", "--json");
	await choose(page, "What would make the grade satisfactory");
	await look(page, "whatif");
	assert.match(await mainText(page), /Then: .* 0 below level 2. Satisfactory/);
	await page.getByText("Suppose other levels").click();
	await page.selectOption("#level-101", "3");
	assert.equal(await press(page, "Work it out"), 200);
	await look(page, "whatif-supposed");
	assert.equal(igtk("score", "--org", "RX901", "--version", "14.1", "--json"), before);
	await page.context().close();
});

test("every one of these pages was looked at", () => {
	assert.deepEqual(patterns.map(p => p.pattern)
		.filter(p => ours.test(p) && !files.test(p) && !checked.has(p)), []);
});

await run();

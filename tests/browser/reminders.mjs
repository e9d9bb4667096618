// reminders.mjs - which reminders one gets, a calendar's address, whom mail
// does not reach, and what is long overdue; each page looked at.
import assert from "node:assert/strict";
import { banner, heading, mainText, open, person, press, run, signIn, test } from "./harness.mjs";
import { look } from "./look.mjs";

for (const js of [true, false]) {
	test(`a person chooses, and makes a calendar's address, ${js ? "with" : "without"} JavaScript`, async () => {
		const page = await person({ js });
		await signIn(page, "kofi");
		await page.locator('main a[href$="/settings"]').click();
		assert.equal(await heading(page), "Reminders and calendar");
		assert.match(await mainText(page), /They go to kofi\.mensah@/);
		if (js) await look(page, "settings");
		await page.check("#late-only");
		await press(page, "Save");
		assert.equal(await banner(page), "Your choice was saved");
		assert.equal(await page.isChecked("#late-only"), true);
		await page.uncheck("#late-only");
		await press(page, "Save");
		await press(page, "Make an address");
		const address = /https?:\/\/\S+\/calendar\/[\w-]{43}\.ics/.exec(await mainText(page))?.[0];
		assert.ok(address, "the address is shown");
		if (js) await look(page, "settings-address");
		const answer = await page.context().request.get(address);
		assert.match(await answer.text(), /^BEGIN:VCALENDAR\r\n/);
		await press(page, "Stop the address");
		assert.equal((await page.context().request.get(address)).status(), 404);
		await page.context().close();
	});
}

test("the manager sees what has been overdue for long", async () => {
	const page = await person();
	await signIn(page, "ada");
	await open(page, "/reminders/overdue");
	assert.match(await mainText(page), /Kofi Mensah[\s\S]*Training/);
	await look(page, "reminders-overdue");
	await page.context().close();
});

test("the administrator sees whom reminders do not reach", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/people");
	await page.locator('main a[href$="/reminders"]').click();
	assert.equal(await heading(page), "Reminders");
	await look(page, "reminders");
	await page.context().close();
});

await run();

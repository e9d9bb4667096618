// duties.mjs - who holds what: seen, named, accepted and taken back, with
// JavaScript and without; each page looked at.
import assert from "node:assert/strict";
import {
	banner, choose, heading, igtkJson, mainText, open, password, person, press, run, signIn, test,
} from "./harness.mjs";
import { look } from "./look.mjs";

const duty = code => igtkJson("duty", "list", "--org", "RX901").find(d => d.code === code);

const date = async (page, name, parts) => {
	for (const [i, part] of ["day", "month", "year"].entries()) await page.fill(`#${name}-${part}`, parts[i]);
};

test("the list, a duty with a history, and what a mistake looks like", async () => {
	const page = await person();
	await signIn(page, "priya");
	assert.match(await mainText(page), /duties are vacant/);
	await look(page, "duties-home");
	await choose(page, "See who holds what");
	assert.equal(await heading(page), "Duties");
	assert.match(await mainText(page), /Ward 9 records lead[\s\S]*Nobody[\s\S]*Vacant/);
	await look(page, "duties-list");
	await choose(page, "Information Security Manager");
	assert.match(await mainText(page), /Time is over/);
	await page.fill("#name", "Nobody Known");
	await date(page, "until", ["1", "1", "2020"]);
	await press(page, "Name them and ask them to accept");
	assert.match(await page.title(), /^Error: /);
	assert.equal(await page.inputValue("#name"), "Nobody Known");
	await look(page, "duties-error", 422);
	await page.fill("#name", "Daniel Osei");
	await page.fill("#deputy", "Kofi Mensah");
	await page.fill("#document", "Letter of 1 June, personnel files");
	await date(page, "until", ["", "", ""]);
	await press(page, "Name them and ask them to accept");
	assert.equal(await banner(page), "The holder is named");
	assert.match(await mainText(page), /Who held it before[\s\S]*Ada Nwosu/);
	await look(page, "duties-one");
	assert.equal(duty("security-manager").state, "unaccepted");
	await page.context().close();
});

for (const js of [true, false]) {
	const how = js ? "with JavaScript" : "without JavaScript";
	const [user, code] = js ? ["kofi", "records-manager"] : ["daniel", "security-manager"];

	test(`whoever is named accepts with the password, ${how}`, async () => {
		const page = await person({ js });
		await signIn(page, user);
		await page.locator(`main a[href$="/duties/${code}/accept"]`).first().click();
		if (js) await look(page, "duties-accept");
		await page.fill("#password", "wrong");
		await press(page, "Accept this duty");
		assert.match(await mainText(page), /Enter the right password/);
		assert.equal(duty(code).accepted, null);
		await page.fill("#password", password(user));
		await press(page, "Accept this duty");
		assert.equal(await banner(page), "You have accepted this duty");
		assert.equal(duty(code).state, "held");
		if (js) await look(page, "duties-accepted");
		await page.context().close();
	});
}

test("one of their own is added, named, and taken back", async () => {
	const page = await person();
	await signIn(page, "priya");
	await open(page, "/duties");
	await page.fill("#title", "Ward 6 records lead");
	await press(page, "Add the duty");
	await choose(page, "Ward 6 records lead");
	await look(page, "duties-vacant");
	await page.fill("#name", "Dr Elena Rossi");
	await page.check("#no-account");
	await press(page, "Name them and ask them to accept");
	assert.match(await mainText(page), /Dr Elena Rossi/);
	await press(page, "Take it back from Dr Elena Rossi");
	assert.equal(await banner(page), "The duty is vacant now");
	assert.equal(duty("own-ward-6-records-lead").state, "vacant");
	await page.context().close();
});

await run();

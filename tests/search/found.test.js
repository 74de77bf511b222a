/** What people type leads to what they mean, in any script. */
"use strict";

const test = require("node:test");
const assert = require("node:assert/strict");
const { open } = require("./site.js");

/** What is typed, and a part of the title of a result; null if nothing is to be found. */
const FOUND = {
  odd: [
    ["IDT", "Msg_IDT_ZOOM"], ["zoom", "Msg_IDT_ZOOM"], ["--help", "--help"], ["git-dim", "git-dim: Add"], ["rolls-royce", "ROLLS-ROYCE"],
    ["borje", "Börje"], ["C++", "C++"], ["foo::bar", "foo::bar"], ["__proto__", "__proto__"], ["6.12", "v6.12.3"], ["istanbul", "İstanbul"],
    // Terms are stems; what is typed with wildcards is a part of a word.
    ["*rolls*", "ROLLS-ROYCE"], ["rolls*", "ROLLS-ROYCE"], ["+image*", "images"], ["*images", "images"], ["virtualizat*", "Virtualization"],
    ["happy*", "happy"], ["controlle*", "controllers"], ["+title:image*", "images"], ["roll*royce", null], ["imago*", null], ["*oyse*", null],
    ["-image* lamp", "Msg_IDT_ZOOM"], ["+rolls* -images*", null],
    // A single patch was replaced.
    ["text:snuffer", "lantern"], ["file:snuffer.c", "lantern"], ["file:oil.c", "lantern"], ["text:scissors", null], ["file:scissors.c", null],
  ],
  scripts: [
    ["Иван", "Иван Петров"], ["Петров", "Исправить"], ["лампа", "Исправить"], ["ЯРКОСТЬ", "Исправить"], ["ярк*", "Исправить"],
    ["Νίκος", "Νίκος"], ["ΝΙΚΟΣ", "Νίκος"], ["λάμπα", "Διόρθωση"], ["김", "김 민준"], ["민준", "김 민준"], ["램프", "밝기를"], ["밝기", "밝기를"],
    ["李", "李 明"], ["灯", "支持"], ["支持调光功能", "支持"], ["调光", "支持"], ["+调光功能", "支持"], ["功", "支持"], ["能", "支持"], ["光支", null],
    ["佐藤", "佐藤 健"], ["ランプ", "明るさ"], ["ﾗﾝﾌﾟ", "明るさ"], ["明るさ", "明るさ"], ["سمير", "سمير حسن"], ["مصباح", "السطوع"],
    ["Đức", "Nguyễn"], ["nguyen", "Nguyễn"], ["בהירות", "בהירות"], ["ลอดไฟ", "หลอดไฟ"], ["KVM", "KVM用"], ["追加", "調光、追加"], ["text:亮度", "KVM用"],
    ["-支持 光", "KVM用"], ["ジ", null],
    // What is forbidden is a part of a sentence.
    ["支持 -调光功", null], ["光 -支持调", "KVM用"],
    ["subsystem:lampa", "Исправить"], ["subsystem:ΛΆΜΠΑ", "Διόρθωση"], ["subsystem:λάμπα", "Διόρθωση"],
    ["subsystem:램프", "밝기를"], ["subsystem:灯", "支持"], ["subsystem:مصباح", "السطوع"], ["subsystem:灯*", "支持"], ["subsystem:支", null],
    // What is below a level is what it has; others begin as it does.
    ["subsystem:lampa/*", "Исправить"], ["subsystem:lampa:*", "Исправить"], ["subsystem:lam/*", null], ["subsystem:lam:*", null],
  ],
};

for (const folder of process.env.SITES.split(" ")) {
  for (const [typed, title] of FOUND[folder.split("/").at(-1)] ?? []) {
    test(`${typed} finds ${title ?? "nothing"}`, async () => {
      const { results, failed } = await open(folder).engine().search({ q: typed, limit: 50 });
      assert.deepEqual(failed, []);
      const titles = results.map((result) => result.title.normalize("NFC"));
      if (title) assert.ok(titles.some((one) => one.includes(title.normalize("NFC"))), titles.join(" | "));
      else assert.deepEqual(titles, []);
    });
  }
}

test("names complete in any script", async () => {
  const scripts = process.env.SITES.split(" ").find((folder) => folder.endsWith("/scripts"));
  for (const [typed, name] of [["ив", "Иван"], ["김", "김 민준"], ["민", "김 민준"], ["李", "李 明"], ["νικ", "Νίκος"], ["سم", "سمير"], ["duc", "Nguyễn"]]) {
    const names = await open(scripts).engine().names(typed);
    assert.ok(names.some(({ title }) => title.includes(name)), `${typed}: ${names.map(({ title }) => title).join(" | ")}`);
  }
});

"""The page at / in a browser: a file is chosen, events and findings appear, a download is what the command writes."""
import base64
import importlib.util
import os
import re
import time
import unittest
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

from service import EVENT, Service, command

BROKEN = EVENT.replace(b"DTSTAMP:20260101T000000Z\r\n", b"").replace(b"SUMMARY:Stand-up", b"SUMMARY:Stand-up <b>&\r\nPRIORITY:77")
DROP = """
const [name, text] = arguments;
const data = new DataTransfer();
data.items.add(new File([text], name));
const target = document.getElementById("drop");
for (const kind of ["dragenter", "dragover", "drop"]) {
  target.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}
"""


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = Service("--open", "read").start()
        cls.downloads = cls.service.folder / "downloads"
        cls.downloads.mkdir()
        options = webdriver.ChromeOptions()
        for flag in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900"]:
            options.add_argument(flag)
        options.add_experimental_option("prefs", {"download.default_directory": str(cls.downloads)})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        cls.browser = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
        cls.url = f"http://{cls.service.host}:{cls.service.port}"

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.service.__exit__()

    def setUp(self):
        self.browser.get(self.url + "/")

    def wait(self, condition, seconds=20):
        return WebDriverWait(self.browser, seconds).until(lambda browser: condition())

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def drop(self, name, text):
        self.browser.execute_script(DROP, name, text.decode())
        self.wait(lambda: self.find("#results").is_displayed() and "shown below" in self.find("#status").text)

    def violations(self):
        folder = Path(importlib.util.find_spec("axe_playwright_python").origin).parent
        self.browser.execute_script(next(folder.rglob("axe.min.js")).read_text())
        found = self.browser.execute_async_script("axe.run().then(arguments[0])")
        return [(row["id"], [node["html"] for node in row["nodes"]]) for row in found["violations"]]

    def screenshot(self, name):
        if folder := os.environ.get("KALENDS_SCREENSHOTS"):
            self.browser.save_screenshot(f"{folder}/{name}.png")

    def test_events_findings_and_losses(self):
        self.drop("broken.ics", BROKEN)
        self.assertEqual(self.find("#month").text, "January 2026")
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "#events li")), 5)
        self.assertIn("Stand-up <b>&", self.find("#events").text)
        marked = [mark.text.strip() for mark in self.browser.find_elements(By.CSS_SELECTOR, "#finding-list mark")]
        self.assertIn(True, ["PRIORITY:77" in text for text in marked], marked)
        self.assertEqual(self.violations(), [])
        self.screenshot("list-light")
        self.find("input[value=month]").click()
        self.wait(lambda: self.find("#events table"))
        self.assertEqual(len(self.browser.find_elements(By.CSS_SELECTOR, "#events td li")), 5)
        self.assertEqual(self.violations(), [])
        self.screenshot("month-light")
        self.find("#later").click()
        self.wait(lambda: self.find("#month").text == "February 2026")
        Select(self.find("#target")).select_by_value("kolab-2.1")
        self.find("#convert").click()
        self.wait(lambda: self.find("#save").is_displayed())
        self.assertEqual(self.violations(), [])

    def test_a_download_is_what_the_command_writes(self):
        self.drop("team.ics", BROKEN)
        Select(self.find("#target")).select_by_value("xcal")
        self.find("#convert").click()
        link = self.wait(lambda: self.find("#save").is_displayed() and self.find("#save"))
        link.click()
        file = self.downloads / "team.xcs"
        self.wait(lambda: file.exists() and file.stat().st_size > 0)
        (self.service.folder / "team.ics").write_bytes(BROKEN)
        expected = command("convert", str(self.service.folder / "team.ics"), "--to", "xcal", "--quiet").stdout
        self.assertEqual(file.read_bytes(), expected)

    def test_a_file_that_is_no_calendar(self):
        self.browser.execute_script(DROP, "x.ics", "nothing at all")
        self.wait(lambda: "bad" in self.find("#status").get_attribute("class") or self.find("#results").is_displayed())
        self.assertTrue(self.find("#status").text)

    def test_the_keyboard_is_enough(self):
        reached = []
        for _ in range(4):
            webdriver.ActionChains(self.browser).send_keys(Keys.TAB).perform()
            active = self.browser.switch_to.active_element
            reached.append(active.get_attribute("id") or active.get_attribute("class"))
        self.assertIn("skip", reached)
        self.assertIn("file", reached)

    def test_dark_and_narrow(self):
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
        self.browser.get(self.url + "/")
        self.drop("broken.ics", BROKEN)
        self.assertEqual(self.violations(), [])
        self.screenshot("list-dark")
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        self.browser.set_window_size(400, 800)
        self.browser.get(self.url + "/")
        self.drop("broken.ics", BROKEN)
        width = self.browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.assertEqual(width, 0)
        self.screenshot("list-narrow")
        self.browser.set_window_size(1200, 900)

    def test_the_agenda_of_the_store(self):
        self.browser.get(self.url + "/calendars/all?start=2026-01-01&until=2026-03-01")
        self.assertIn("All events", self.find("h1").text)
        self.assertEqual(self.violations(), [])

    def test_nothing_is_refused_by_the_policy(self):
        self.drop("broken.ics", BROKEN)
        refused = [row["message"] for row in self.browser.get_log("browser") if "Content Security Policy" in row["message"]]
        self.assertEqual(refused, [])


if __name__ == "__main__":
    unittest.main()

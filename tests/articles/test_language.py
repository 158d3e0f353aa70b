"""Languages, and when not to say."""

import pytest

from bot.articles.language import UNDETERMINED, language

ENGLISH = (
    "The council voted on Monday to close the bridge, which was built in 1931, and the mayor said that the work could"
    " not wait for their money, but they have been asked for more than this from the state."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        ("THE COUNCIL VOTED ON MONDAY TO CLOSE THE BRIDGE", "en"),
        ("Der Stadtrat hat am Montag für die Schließung der alten Brücke gestimmt.", "de"),
        ("Le conseil municipal a voté lundi la fermeture du vieux pont sur le Rhin.", "fr"),
        ("Совет проголосовал в понедельник за закрытие старого моста.", "ru"),
        ("صوت مجلس المدينة يوم الاثنين على إغلاق الجسر القديم", "ar"),
        ("מועצת העיר הצביעה ביום שני על סגירת הגשר הישן", "he"),
        ("市議会は月曜日に古い橋の閉鎖を決めた。", "ja"),
        ("市议会星期一投票决定关闭旧桥。", "zh"),
    ],
)
def test_languages(text: str, code: str) -> None:
    assert language(text) == code


@pytest.mark.parametrize("text", ["", "hello", "1931 2024 40 000 000", "🙂 🙂 🙂 🙂 🙂 🙂 🙂 🙂 🙂 🙂 🙂"])
def test_too_little_to_tell(text: str) -> None:
    assert language(text) == UNDETERMINED


def test_a_list_of_names_is_no_foreign_text() -> None:
    names = "Angela Merkel, Emmanuel Macron, Boris Johnson, Justin Trudeau, Shinzo Abe, Giuseppe Conte"
    assert language(names) in {UNDETERMINED, "en"}
    assert language(names.upper()) in {UNDETERMINED, "en"}

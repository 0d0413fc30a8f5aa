import random
import unicodedata

from making import DIRECT, TAKEN

from dropwire.link import signature

RNG = random.Random(20171106)
WORDS = [f"{a}{b}" for a in ("quân", "làng", "trận", "đêm", "tiến", "lùi") for b in range(200)]


def text(n_words: int = 400) -> list[str]:
    return RNG.choices(WORDS, k=n_words)


def edited(words: list[str], share: float) -> str:
    return " ".join(RNG.choice(WORDS) if RNG.random() < share else word for word in words)


def test_copies_share_the_fingerprint_whatever_their_case_spacing_and_punctuation():
    other = unicodedata.normalize("NFD", TAKEN.upper().replace(". ", " !\n\n"))
    assert signature(other).fingerprint == signature(TAKEN).fingerprint
    assert signature(TAKEN.replace("12", "13")).fingerprint != signature(TAKEN).fingerprint
    assert signature(TAKEN).fingerprint != signature(DIRECT).fingerprint


def test_accents_tell_texts_apart():
    assert signature("Hạ viện").fingerprint != signature("Hà viện").fingerprint


def test_near_copies_are_found_and_others_are_not():
    texts = [text() for _ in range(60)]
    own = [signature(" ".join(words)) for words in texts]
    found = 0
    for words, mine in zip(texts, own, strict=True):
        other = signature(edited(words, 0.05))
        found += bool(set(mine.bands) & set(other.bands)) and mine.similarity(other) >= 0.5
    assert found >= 57
    assert all(a.similarity(b) < 0.2 for n, a in enumerate(own) for b in own[:n])


def test_similarity_estimates_the_share_of_common_shingles():
    left, right = text(900), text(900)
    half = signature(" ".join(left[:600] + right[600:]))
    # 600 of 1,200 different shingles are common
    assert abs(signature(" ".join(left)).similarity(half) - 0.5) < 0.2


def test_very_short_texts_are_copies_or_nothing():
    short = signature("Không có tin.")
    assert (short.minhash, short.bands) == ((), ())
    assert short.similarity(signature("Không có tin!")) == 1
    assert short.similarity(signature(TAKEN)) == 0


def test_a_text_without_letters_is_no_error():
    assert signature("").similarity(signature("…")) == 1
    assert signature("\ud800 " * 30).fingerprint

"""Text without full stops is cut at white space, so that no stretch is longer than a sentence can be."""

from dropwire.extract.sentence.split import split_sentences


def test_a_stretch_without_full_stops_is_cut_between_words_and_nothing_is_lost():
    body = "quân đội rút lui; " * 1000 + "Câu sau. " + "x" * 5000
    found = split_sentences(body)
    assert max(len(sentence.text) for sentence in found) <= 2000
    assert all(body[sentence.start : sentence.end] == sentence.text for sentence in found)
    assert "".join("".join(s.text.split()) for s in found) == "".join(body.split())
    cut = [sentence.text for sentence in found[:5]]
    assert all(text.startswith(("quân", "đội", "rút", "lui")) for text in cut)


def test_sentences_of_ordinary_length_are_left_whole():
    long = " ".join(["một"] * 400) + "."
    assert [sentence.text for sentence in split_sentences(long + " Hai.")] == [long, "Hai."]

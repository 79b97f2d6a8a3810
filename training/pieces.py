"""Words to encoder input: WordPiece ids, word shapes and gaps. The Rust twin is `crates/tacitus/src/model/pieces.rs`."""

import unicodedata

SHAPES = ["lower", "title", "upper", "initial", "mixed", "digits", "alphanumeric", "punctuation", "other"]
GAPS = ["none", "space", "line", "paragraph", "joined", "inside"]
UNKNOWN, START, STOP = "[UNK]", "[CLS]", "[SEP]"


def shape(word):
    """The index in SHAPES that gives an uncased encoder the word's case back."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if digits:
        return 6 if letters else 5
    if not letters:
        return 7
    if all(c.islower() for c in letters):
        return 0
    if all(c.isupper() for c in letters):
        return 3 if len(letters) == 1 else 2
    if letters[0].isupper() and all(c.islower() for c in letters[1:]):
        return 1
    if any(c.isupper() for c in letters):
        return 4
    return 8


def normalise(word):
    """Lower-case without combining marks or control characters; curly quotes and dashes stay as they are."""
    kept = (c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
    return "".join(kept)


def is_breaking(c):
    """BERT's punctuation, and CJK characters: each is a piece start of its own."""
    o = ord(c)
    if 33 <= o <= 47 or 58 <= o <= 64 or 91 <= o <= 96 or 123 <= o <= 126:
        return True
    return unicodedata.category(c).startswith("P") or 0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF


def wanted(piece):
    """Whether a piece of BERT's vocabulary can stand in English text: not those left free, nor letters that are neither Latin nor Greek."""
    return not piece.startswith("[unused") and all(unicodedata.name(c, "").startswith(("LATIN", "GREEK")) for c in piece if c.isalpha())


class WordPiece:
    """Greedy longest-match WordPiece (Schuster and Nakajima 2012) over those pieces of a BERT vocabulary that are `wanted`, word by
    word. Ids are the places of pieces in the whole vocabulary."""

    def __init__(self, vocabulary_path):
        with open(vocabulary_path, encoding="utf8") as lines:
            self.ids = {piece: i for i, piece in enumerate(line.rstrip("\n") for line in lines) if wanted(piece)}
        self.cache = {}

    def __call__(self, word):
        """The ids of one word: at least one, at most 24 (what follows is not read)."""
        if word not in self.cache:
            out, run = [], ""
            for c in normalise(word):
                if is_breaking(c):
                    if run:
                        out += self.match(run)
                        run = ""
                    out += self.match(c)
                else:
                    run += c
            if run:
                out += self.match(run)
            self.cache[word] = (out or [self.ids[UNKNOWN]])[:24]
        return self.cache[word]

    def match(self, run):
        if len(run) > 100:
            return [self.ids[UNKNOWN]]
        out, at = [], 0
        while at < len(run):
            for end in range(len(run), at, -1):
                piece = ("##" if at else "") + run[at:end]
                if piece in self.ids:
                    out.append(self.ids[piece])
                    at = end
                    break
            else:
                return [self.ids[UNKNOWN]]
        return out

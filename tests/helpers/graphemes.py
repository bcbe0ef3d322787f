"""Characters of several code points that are drawn as one."""

# Each is drawn as one character.
ONE = {
    "letter": "e",
    "accent": "e\u0301",
    "many accents": "e" + "\u0301\u0323" * 4,
    "Chinese": "\u4f1a",
    "Korean, in parts": "\u1112\u1161\u11ab",
    "Hindi vowel": "\u0915\u093f",
    "emoji": "\U0001f642",
    "red heart": "\u2764\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "hand with a skin tone": "\U0001f44d\U0001f3fd",
    "flag": "\U0001f1ee\U0001f1ea",
    "rainbow flag": "\U0001f3f3\ufe0f\u200d\U0001f308",
    "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466",
    "health worker with a skin tone": "\U0001f469\U0001f3fd\u200d\u2695\ufe0f",
}

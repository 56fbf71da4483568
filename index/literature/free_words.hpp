// SPDX-License-Identifier: GPL-3.0-or-later
// A query as a person writes it: words without operators, a question, a sentence. What of it must be found, what may
// be.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The parts of a query that has no operators: AND OR NOT, quotes, wildcards, signs, fields of text.
struct FreeWords
{
    std::vector<std::string> telling; ///< in their order, repeated ones too; lower case
    std::vector<std::string> asking;  ///< "adverse", "effect", "induced": what nearly every article here says anyhow
    std::string fields;               ///< the fields with their values, as they stood
    bool is_question = false;         ///< a sentence, a choice ("lung or bronchi"), or many words: no article has all
};

/// The words of a query that is plain, `plain` false for one with operators. `is_text_field` says of a field's name
/// whether its value is words.
struct ReadWords
{
    bool plain = false;
    FreeWords words;
};
ReadWords read_free_words(std::string_view prepared, bool (*is_text_field)(std::string_view name));

/// All words of a query, whatever operators it has, lower case, in their order; fields left out.
std::vector<std::string> all_words(std::string_view prepared);

/// The query asks what the drug is given for, not what it does: "treatment", "therapy", "prophylaxis".
bool asks_for_treatment(const std::vector<std::string>& words);

} // namespace casebook

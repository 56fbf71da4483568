// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/exposure_class.hpp"

#include "corpus/archive.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/share.hpp"
#include "corpus/text.hpp"
#include "index/faers/names.hpp"
#include "index/faers/reviewed_names.hpp"

#include <algorithm>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 4> word_fields = {"name", "form", "route", "indication"};
constexpr std::size_t longest_phrase = 4; ///< words of a phrase

} // namespace

std::string_view name_of(ExposureClass value) { return exposure_class_names.at(static_cast<std::size_t>(value)); }

std::optional<ExposureClass> find_exposure_class(std::string_view name)
{
    const auto found = std::ranges::find(exposure_class_names, name);
    if (found == exposure_class_names.end())
        return std::nullopt;
    return static_cast<ExposureClass>(found - exposure_class_names.begin());
}

ExposureWords ExposureWords::open(const std::filesystem::path& file)
{
    ExposureWords out;
    std::size_t number = 0;
    for (const std::string& line : split(read_file(file), '\n')) {
        ++number;
        if (line.empty() || line.starts_with('#') || line.starts_with("field\t"))
            continue;
        const std::vector<std::string> cells = split(line, '\t');
        const auto field = cells.empty() ? word_fields.end() : std::ranges::find(word_fields, cells[0]);
        const auto value = cells.size() == 4 ? find_exposure_class(cells[2]) : std::nullopt;
        if (field == word_fields.end() || !value)
            throw Error(format("{}:{}: expected name, form, route or indication; a word; a class; a source.",
                               file.string(), number));
        out.fields_.at(static_cast<std::size_t>(field - word_fields.begin()))
            .emplace(words_of(fold_drug(cells[1])), *value);
    }
    return out;
}

std::optional<ExposureClass> ExposureWords::find(const Words& words, std::string_view text) const
{
    const std::vector<std::string> parts = split(words_of(fold_drug(text)), ' ');
    for (std::size_t size = std::min(longest_phrase, parts.size()); size > 0; --size)
        for (std::size_t at = 0; at + size <= parts.size(); ++at) {
            const auto first = parts.begin() + static_cast<std::ptrdiff_t>(at);
            const auto found = words.find(join({first, first + static_cast<std::ptrdiff_t>(size)}, " "));
            if (found != words.end())
                return found->second;
        }
    return std::nullopt;
}

ExposureClass ExposureWords::of(const GivenAs& given) const
{
    const std::array<std::string_view, 3> texts = {given.name, given.form, given.route};
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (const auto value = find(fields_.at(i), texts.at(i)))
            return *value;
    for (const std::string_view indication : given.indications)
        if (const auto value = find(fields_[3], indication))
            return *value;
    return ExposureClass::unknown;
}

const ExposureWords& exposure_words()
{
    static const ExposureWords words = ExposureWords::open(share_folder() / "lexicon" / "faers_exposure.tsv");
    return words;
}

} // namespace casebook

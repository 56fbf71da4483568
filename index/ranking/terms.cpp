// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/ranking/terms.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace casebook {

namespace {

constexpr double most_texts = 0.95; ///< the share of texts above which a term tells nothing
constexpr std::size_t shortest_term = 2;

/// Numbers words, pairs of words and then terms of both kinds in the order in which they first come: the same texts in
/// the same order have the same numbers anywhere.
class TermNumbers
{
public:
    /// The terms of a text, each as often as it stands there.
    std::vector<std::uint32_t> read(const std::string& text)
    {
        const std::string folded = fold(text);
        std::vector<std::uint32_t> out;
        std::uint32_t before = none;
        for (std::size_t at = 0; at < folded.size();) {
            if (!is_word(folded[at])) {
                ++at;
                continue;
            }
            const std::size_t begin = at;
            while (at < folded.size() && is_word(folded[at]))
                ++at;
            if (at - begin < shortest_term)
                continue;
            const std::uint32_t word = number_of(folded.substr(begin, at - begin));
            out.push_back(word);
            if (before != none)
                out.push_back(number_of(before, word));
            before = word;
        }
        return out;
    }

    std::size_t size() const { return next_; }

private:
    static constexpr std::uint32_t none = UINT32_MAX;

    std::uint32_t number_of(const std::string& word)
    {
        const auto [found, is_new] = words_.try_emplace(word, next_);
        next_ += is_new ? 1 : 0;
        return found->second;
    }

    std::uint32_t number_of(std::uint32_t first, std::uint32_t second)
    {
        const auto [found, is_new] = pairs_.try_emplace(std::uint64_t{first} << 32U | second, next_);
        next_ += is_new ? 1 : 0;
        return found->second;
    }

    std::unordered_map<std::string, std::uint32_t> words_;
    std::unordered_map<std::uint64_t, std::uint32_t> pairs_;
    std::uint32_t next_ = 0;
};

/// One row: how often each term stands in the text, by number.
void append_counts(TermMatrix& matrix, std::vector<std::uint32_t> terms)
{
    std::ranges::sort(terms);
    for (std::size_t i = 0; i < terms.size();) {
        const std::size_t begin = i;
        while (i < terms.size() && terms[i] == terms[begin])
            ++i;
        matrix.columns.push_back(terms[begin]);
        matrix.values.push_back(static_cast<float>(i - begin));
    }
    matrix.begins.push_back(matrix.columns.size());
}

/// 0 for a term that is left out.
std::vector<double> rarities(const TermMatrix& counts)
{
    std::vector<std::size_t> texts(counts.width, 0);
    for (const std::uint32_t column : counts.columns)
        ++texts[column];
    const auto n = static_cast<double>(counts.rows());
    std::vector<double> out(counts.width, 0.0);
    for (std::size_t i = 0; i < out.size(); ++i)
        if (const auto in = static_cast<double>(texts[i]); in <= most_texts * n)
            out[i] = 1.0 + std::log((1.0 + n) / (1.0 + in));
    return out;
}

void weigh_row(const std::vector<double>& rarity, TermMatrix& matrix, std::size_t row)
{
    double square = 0;
    for (std::size_t i = matrix.begins[row]; i < matrix.begins[row + 1]; ++i) {
        const double weight = (1.0 + std::log(static_cast<double>(matrix.values[i]))) * rarity[matrix.columns[i]];
        matrix.values[i] = static_cast<float>(weight);
        square += weight * weight;
    }
    const double length = std::sqrt(square);
    for (std::size_t i = matrix.begins[row]; i < matrix.begins[row + 1] && length > 0; ++i)
        matrix.values[i] = static_cast<float>(matrix.values[i] / length);
}

} // namespace

TermMatrix weigh_terms(std::span<const std::string> texts)
{
    TermMatrix matrix;
    TermNumbers numbers;
    for (const std::string& text : texts)
        append_counts(matrix, numbers.read(text));
    matrix.width = numbers.size();
    const std::vector<double> rarity = rarities(matrix);
    for (std::size_t row = 0; row < matrix.rows(); ++row)
        weigh_row(rarity, matrix, row);
    return matrix;
}

} // namespace casebook

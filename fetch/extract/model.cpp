// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/extract/model.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/format.hpp"
#include "fetch/extract/features.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstring>
#include <span>
#include <tuple>
#include <utility>

namespace casebook {

namespace {

constexpr std::string_view magic = "casebook model 1\n";

/// One weight on its way into the table.
using Entry = std::tuple<std::uint32_t, std::uint8_t, float>; // key, label among all, weight

float largest(const std::vector<float>& weights)
{
    float most = 1e-6F;
    for (const float weight : weights)
        most = std::max(most, std::abs(weight));
    return most;
}

/// Numbers in little-endian order; the machines this runs on have no other.
static_assert(std::endian::native == std::endian::little);

class Writer
{
public:
    template <class T> void value(T v) { out_.append(std::bit_cast<const char*>(&v), sizeof v); }
    void text(std::string_view text)
    {
        value(static_cast<std::uint32_t>(text.size()));
        out_ += text;
    }
    template <class T> void array(const std::vector<T>& values)
    {
        value(static_cast<std::uint32_t>(values.size()));
        out_.append(std::bit_cast<const char*>(values.data()), values.size() * sizeof(T));
    }
    std::string take() && { return std::move(out_); }

private:
    std::string out_;
};

/// Reads what Writer wrote; after a first lack everything is empty and `good()` false.
class Taker
{
public:
    explicit Taker(std::string_view bytes) : rest_(bytes) {}
    bool good() const { return good_; }
    bool at_end() const { return rest_.empty(); }

    template <class T> T value()
    {
        T out{};
        if (take(sizeof out))
            std::memcpy(&out, taken_.data(), sizeof out);
        return out;
    }
    std::string text() { return std::string(take(value<std::uint32_t>()) ? taken_ : ""); }
    template <class T> std::vector<T> array()
    {
        const std::size_t count = value<std::uint32_t>();
        if (!take(count * sizeof(T)))
            return {};
        std::vector<T> out(count);
        if (count > 0)
            std::memcpy(out.data(), taken_.data(), taken_.size());
        return out;
    }

private:
    bool take(std::size_t size)
    {
        good_ = good_ && size <= rest_.size();
        taken_ = good_ ? rest_.substr(0, size) : std::string_view();
        rest_.remove_prefix(taken_.size());
        return good_;
    }

    std::string_view rest_;
    std::string_view taken_;
    bool good_ = true;
};

} // namespace

Model Model::from(std::vector<TrainedPart> parts, float prune)
{
    Model out;
    std::vector<Entry> entries;
    for (TrainedPart& trained : parts) {
        trained.part.first = out.scales_.size();
        trained.part.transition = trained.weights.transition;
        trained.part.exp_transition = exponentials(trained.part.transition);
        const float most = largest(trained.weights.pair_weights);
        out.scales_.insert(out.scales_.end(), trained.part.labels(), most / 127);
        for (std::size_t feature = 0; feature < trained.keys.size(); ++feature)
            for (std::uint32_t pair = trained.weights.starts[feature]; pair < trained.weights.starts[feature + 1];
                 ++pair)
                if (const float weight = trained.weights.pair_weights[pair]; std::abs(weight) >= prune * most)
                    entries.emplace_back(
                        trained.keys[feature],
                        static_cast<std::uint8_t>(trained.part.first + trained.weights.pair_labels[pair]), weight);
        out.parts_.push_back(std::move(trained.part));
    }
    assert(out.scales_.size() <= 255);
    std::ranges::sort(entries);
    for (const auto& [key, label, weight] : entries) {
        const auto step = static_cast<std::int8_t>(std::lround(weight / out.scales_[label]));
        if (step == 0)
            continue;
        if (out.keys_.empty() || out.keys_.back() != key) {
            out.keys_.push_back(key);
            out.starts_.push_back(static_cast<std::uint32_t>(out.pairs_.size()));
        }
        out.pairs_.push_back({label, step});
    }
    out.starts_.push_back(static_cast<std::uint32_t>(out.pairs_.size()));
    out.make_table();
    return out;
}

void Model::make_table()
{
    constexpr std::uint32_t many = 16;
    const std::size_t labels = scales_.size();
    pairs_.insert(pairs_.begin(), Pair()); // so that no slot in use is 0
    for (std::uint32_t& start : starts_)
        ++start;
    rows_.assign(labels, 0);
    slots_.assign(std::bit_ceil(keys_.size() * 2 + 2), Slot());
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t i = 0; i < keys_.size(); ++i) {
        std::size_t slot = keys_[i] & mask;
        while (slots_[slot].at != 0)
            slot = (slot + 1) & mask;
        const std::uint32_t count = starts_[i + 1] - starts_[i];
        slots_[slot] = {keys_[i], (count << 24U) | starts_[i]};
        if (count < many)
            continue;
        slots_[slot].at = static_cast<std::uint32_t>(rows_.size() / labels);
        rows_.resize(rows_.size() + labels, 0);
        for (std::uint32_t pair = starts_[i]; pair < starts_[i + 1]; ++pair)
            rows_[rows_.size() - labels + pairs_[pair].label] = pairs_[pair].weight;
    }
}

const ModelPart& Model::part(std::string_view name) const
{
    const auto found = std::ranges::find(parts_, name, &ModelPart::name);
    assert(found != parts_.end());
    return *found;
}

Model::Slot Model::find(std::uint32_t key) const
{
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = key & mask;
    while (slots_[at].at != 0 && slots_[at].key != key)
        at = (at + 1) & mask;
    return slots_[at];
}

void Model::ask_for(std::span<const std::uint32_t> keys) const
{
    for (const std::uint32_t key : keys)
        __builtin_prefetch(&slots_[key & (slots_.size() - 1)]);
}

void Model::look_up(std::span<const std::uint32_t> keys, std::vector<Slot>& found) const
{
    const std::size_t labels = scales_.size();
    found.clear();
    found.reserve(keys.size());
    for (const std::uint32_t key : keys)
        if (const Slot slot = find(key); slot.at != 0) {
            const char* first = slot.pairs() == 0 ? reinterpret_cast<const char*>(rows_.data() + slot.begin() * labels)
                                                  : reinterpret_cast<const char*>(pairs_.data() + slot.begin());
            const std::size_t size = slot.pairs() == 0 ? labels : 1;
            for (std::size_t at = 0; at < size; at += 64)
                __builtin_prefetch(first + at);
            found.push_back(slot);
        }
}

void Model::add(std::span<const Slot> found, std::int32_t* sums) const
{
    constexpr std::size_t most = 128; // as many bytes add up to no more than fits
    const std::size_t labels = scales_.size();
    std::array<std::int16_t, 256> full{};
    std::size_t rows = 0;
    const auto flush = [&] {
        for (std::size_t label = 0; label < labels; ++label)
            sums[label] += std::exchange(full[label], std::int16_t{0});
        rows = 0;
    };
    for (const Slot slot : found) {
        if (slot.pairs() == 0) {
            const std::int8_t* row = rows_.data() + slot.begin() * labels;
            for (std::size_t label = 0; label < labels; ++label)
                full[label] = static_cast<std::int16_t>(full[label] + row[label]);
            if (++rows == most)
                flush();
            continue;
        }
        const Pair* pair = pairs_.data() + slot.begin();
        for (const Pair* end = pair + slot.pairs(); pair != end; ++pair)
            sums[pair->label] += pair->weight;
    }
    flush();
}

/// The table is larger than the caches: slots are asked for two places ahead, weights one place ahead.
void Model::add(const FeatureRows& keys, Scores& scores) const
{
    const auto row = [&](std::size_t place) {
        return place < keys.length() ? keys.row(place) : std::span<const std::uint32_t>();
    };
    std::vector<Slot> found, next;
    ask_for(row(0));
    ask_for(row(1));
    look_up(row(0), next);
    for (std::size_t place = 0; place < keys.length(); ++place) {
        std::swap(found, next);
        ask_for(row(place + 2));
        look_up(row(place + 1), next);
        add(found, scores.data() + place * scales_.size());
    }
}

Chain Model::chain(const ModelPart& part, const Scores& scores) const
{
    const std::size_t all = scales_.size();
    const std::size_t labels = part.labels();
    Chain out{labels, std::vector<float>(scores.size() / all * labels), part.transition};
    for (std::size_t place = 0; place < scores.size() / all; ++place)
        for (std::size_t label = 0; label < labels; ++label)
            out.emission[place * labels + label] =
                static_cast<float>(scores[place * all + part.first + label]) * scales_[part.first + label];
    if (part.tagger)
        forbid_going_on_at_first(out);
    return out;
}

std::string Model::bytes() const
{
    Writer writer;
    writer.value(feature_version);
    writer.value(static_cast<std::uint32_t>(parts_.size()));
    for (const ModelPart& part : parts_) {
        writer.text(part.name);
        writer.value(static_cast<std::uint8_t>(part.tagger));
        writer.value(static_cast<std::uint32_t>(part.kinds.size()));
        for (const std::string& kind : part.kinds)
            writer.text(kind);
        writer.array(part.transition);
    }
    writer.array(scales_);
    std::vector<std::uint32_t> steps(keys_); // neighbours differ little: that compresses
    for (std::size_t i = steps.size(); i-- > 1;)
        steps[i] -= steps[i - 1];
    writer.array(steps);
    std::vector<std::uint8_t> counts;
    for (std::size_t i = 0; i + 1 < starts_.size(); ++i)
        counts.push_back(static_cast<std::uint8_t>(starts_[i + 1] - starts_[i]));
    writer.array(counts);
    std::vector<std::uint8_t> labels;
    std::vector<std::int8_t> weights;
    for (const Pair& pair : std::span(pairs_).subspan(1)) {
        labels.push_back(pair.label);
        weights.push_back(pair.weight);
    }
    writer.array(labels);
    writer.array(weights);
    const std::string body = std::string(magic) + std::move(writer).take();
    return gzip(body + sha256(body));
}

namespace {

std::vector<ModelPart> take_parts(Taker& taker)
{
    std::vector<ModelPart> parts;
    std::size_t first = 0;
    for (auto left = taker.value<std::uint32_t>(); left > 0 && taker.good(); --left) {
        ModelPart part;
        part.name = taker.text();
        part.tagger = taker.value<std::uint8_t>() != 0;
        for (auto kinds = taker.value<std::uint32_t>(); kinds > 0 && taker.good(); --kinds)
            part.kinds.push_back(taker.text());
        part.transition = taker.array<float>();
        part.exp_transition = exponentials(part.transition);
        part.first = first;
        first += part.labels();
        parts.push_back(std::move(part));
    }
    return parts;
}

constexpr std::size_t seal_size = 64; // SHA-256 in hexadecimal digits

Parsed<std::string> unsealed(std::string_view bytes)
{
    std::string whole;
    try {
        whole = gunzip(bytes);
    } catch (const Error&) {
        return parse_error("is torn or no model");
    }
    if (whole.size() < magic.size() + seal_size || !whole.starts_with(magic))
        return parse_error("is torn or no model");
    const std::string seal = whole.substr(whole.size() - seal_size);
    whole.resize(whole.size() - seal_size);
    if (sha256(whole) != seal)
        return parse_error("is damaged: its checksum does not agree");
    return whole.substr(magic.size());
}

} // namespace

Parsed<Model> parse_model(std::string_view bytes)
{
    const Parsed<std::string> body = unsealed(bytes);
    if (!body)
        return tl::unexpected(body.error());
    Taker taker(*body);
    if (const auto version = taker.value<std::uint32_t>(); version != feature_version)
        return parse_error(format("was made for features {}; this program has features {}", version, feature_version));
    Model out;
    out.parts_ = take_parts(taker);
    out.scales_ = taker.array<float>();
    out.keys_ = taker.array<std::uint32_t>();
    for (std::size_t i = 1; i < out.keys_.size(); ++i)
        out.keys_[i] += out.keys_[i - 1];
    std::uint32_t start = 0;
    for (const std::uint8_t count : taker.array<std::uint8_t>()) {
        out.starts_.push_back(start);
        start += count;
    }
    out.starts_.push_back(start);
    const auto pair_labels = taker.array<std::uint8_t>();
    const auto pair_weights = taker.array<std::int8_t>();
    const std::size_t labels = out.parts_.empty() ? 0 : out.parts_.back().first + out.parts_.back().labels();
    const bool sound = taker.good() && taker.at_end() && labels == out.scales_.size() &&
                       out.starts_.size() == out.keys_.size() + 1 && start == pair_labels.size() &&
                       start == pair_weights.size() && start < (1U << 24U) && labels <= 255 &&
                       std::ranges::all_of(pair_labels, [&](std::uint8_t label) { return label < labels; }) &&
                       std::ranges::all_of(out.parts_, [](const ModelPart& part) {
                           return part.transition.size() == part.labels() * part.labels();
                       });
    if (!sound)
        return parse_error("does not hold together");
    for (std::size_t i = 0; i < pair_labels.size(); ++i)
        out.pairs_.push_back({pair_labels[i], pair_weights[i]});
    out.make_table();
    return out;
}

Model Model::open(const std::filesystem::path& file)
{
    Parsed<Model> model = parse_model(read_file(file));
    if (!model)
        throw Error(format("{}: the file {}. Get it again, or make it with casebook train.", file.string(),
                           model.error().what));
    return std::move(*model);
}

} // namespace casebook

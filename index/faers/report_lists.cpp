// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/report_lists.hpp"

#include "index/faers/counting_file.hpp"
#include "index/faers/few.hpp"
#include "index/faers/large.hpp"
#include "index/faers/postings.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <span>
#include <utility>

namespace casebook {

namespace {

/// What the reports name, in the order in which the quarters have them: read from the front to the end, as memory is
/// quickest.
struct Named
{
    struct Begin
    {
        std::uint32_t key, event; ///< where the reports' own begin
    };
    LongColumn<Begin> begin;                           ///< one more than reports
    LongColumn<std::uint32_t> keys;                    ///< ingredients with their roles, those of a report in no order
    LongColumn<std::uint32_t> events;                  ///< those of a report ascending, each once
    LongColumn<std::uint16_t> ingredients;             ///< by report, how many different ones
    std::vector<std::uint32_t> key_sizes, event_sizes; ///< how often each is named
};

/// Collects it.
class Names
{
public:
    Names(const std::vector<QuarterFile>& quarters, const DrugMap& drugs, const FoldedEvents& events)
        : quarters_(quarters), drugs_(drugs), events_(events), last_report_(drugs.ingredients().size(), UINT32_MAX)
    {
        out_.key_sizes.resize(drugs.ingredients().size() * exposure_roles);
        out_.event_sizes.resize(events.folded.size());
        make_room();
        for (std::size_t i = 0; i < quarters.size(); ++i)
            take_quarter(i);
        out_.begin[report_] = {keys_, events_taken_};
        out_.keys.resize(keys_);
        out_.events.resize(events_taken_);
        for (const std::uint32_t key : out_.keys)
            ++out_.key_sizes[key];
        for (const std::uint32_t event : out_.events)
            ++out_.event_sizes[event];
    }

    Named take() && { return std::move(out_); }

private:
    static constexpr std::uint32_t several = UINT32_MAX; ///< ingredients, or none

    void make_room()
    {
        std::size_t reports = 0, drugs = 0, terms = 0;
        for (const QuarterFile& quarter : quarters_) {
            reports += quarter.size();
            drugs += quarter.product.size();
            terms += quarter.term.size();
        }
        out_.begin.resize(reports + 1);
        out_.ingredients.resize(reports);
        out_.keys.resize(drugs + drugs / 4); // some products have more than one
        out_.events.resize(terms + few);
    }

    void take_quarter(std::size_t i)
    {
        const QuarterFile& q = quarters_[i];
        const std::vector<std::uint32_t> sole = sole_ingredients(i, q.product_name.size());
        for (std::size_t row = 0; row < q.size(); ++row, ++report_) {
            out_.begin[report_] = {keys_, events_taken_};
            std::uint32_t different = 0;
            for (std::uint32_t at = q.drug_begin[row]; at < q.drug_begin[row + 1]; ++at) {
                if (q.role[at] == FaersRole::not_given)
                    continue;
                const std::uint32_t& drug = sole[q.product[at]];
                different += take_drugs(drug == several ? drugs_.of(i, q.product[at]) : std::span(&drug, 1),
                                        static_cast<std::uint32_t>(q.role[at]));
            }
            out_.ingredients[report_] = static_cast<std::uint16_t>(std::min<std::uint32_t>(different, UINT16_MAX));
            take_events(events_.by_quarter[i],
                        q.term.subspan(q.term_begin[row], q.term_begin[row + 1] - q.term_begin[row]));
        }
    }

    /// By product: nearly all have one, and it is found at one look.
    std::vector<std::uint32_t> sole_ingredients(std::size_t quarter, std::size_t products) const
    {
        std::vector<std::uint32_t> out(products, several);
        for (std::uint32_t product = 0; product < products; ++product)
            if (const auto drugs = drugs_.of(quarter, product); drugs.size() == 1)
                out[product] = drugs[0];
        return out;
    }

    /// How many of them the report did not name before.
    std::uint32_t take_drugs(std::span<const std::uint32_t> drugs, std::uint32_t role)
    {
        std::uint32_t out = 0;
        if (out_.keys.size() - keys_ < drugs.size())
            out_.keys.resize(2 * out_.keys.size() + drugs.size());
        for (const std::uint32_t drug : drugs) {
            out_.keys[keys_++] = drug * static_cast<std::uint32_t>(exposure_roles) + role;
            out += std::exchange(last_report_[drug], report_) == report_ ? 0U : 1U;
        }
        return out;
    }

    void take_events(std::span<const std::uint32_t> events, std::span<const std::uint32_t> terms)
    {
        std::uint32_t* const own = out_.events.data() + events_taken_;
        std::ranges::transform(terms, own, [&](std::uint32_t term) { return events[term]; });
        events_taken_ += static_cast<std::uint32_t>(sort_unique_few(own, terms.size()));
    }

    const std::vector<QuarterFile>& quarters_;
    const DrugMap& drugs_;
    const FoldedEvents& events_;
    Named out_;
    std::uint32_t report_ = 0; ///< the one at hand
    std::uint32_t keys_ = 0;   ///< taken
    std::uint32_t events_taken_ = 0;
    std::vector<std::uint32_t> last_report_; ///< by ingredient, that named it
};

/// Walks the reports in the order of their numbers and lists who was exposed to what.
class Lists
{
public:
    Lists(Named named, const std::vector<std::uint32_t>& order)
        : named_(std::move(named)),
          exposure_(std::make_unique<PostingsBuilder>(named_.key_sizes)),
          events_begin_(order.size() + 1, 0),
          report_events_(named_.events.size()),
          ingredients_(order.size())
    {
        constexpr std::size_t ahead = 8; // they lie anywhere
        for (std::uint32_t number = 0; number < order.size(); ++number) {
            if (number + 3 * ahead < order.size())
                __builtin_prefetch(&named_.begin[order[number + 3 * ahead]]);
            if (number + 2 * ahead < order.size())
                prefetch(order[number + 2 * ahead]);
            if (number + ahead < order.size())
                prefetch_lists(order[number + ahead]);
            take(order[number], number);
        }
        named_.keys = decltype(named_.keys)(); // their room goes to the next; {} would keep it
        named_.events = decltype(named_.events)();
    }

    void put(ColumnWriter& writer)
    {
        writer.put("ingredients", std::span<const std::uint16_t>(ingredients_));
        writer.put("events.begin", std::span<const std::uint32_t>(events_begin_));
        writer.put("events.of", std::span<const std::uint32_t>(report_events_));
        exposure_->put(writer, "exposure");
        put_suspects(writer);
        exposure_.reset(); // its room goes to the next
        PostingsBuilder reaction(named_.event_sizes);
        for (std::uint32_t number = 0; number + 1 < events_begin_.size(); ++number)
            for (std::uint32_t at = events_begin_[number]; at < events_begin_[number + 1]; ++at)
                reaction.add(report_events_[at], number);
        reaction.put(writer, "reaction");
    }

private:
    void prefetch(std::uint32_t row) const
    {
        __builtin_prefetch(named_.keys.data() + named_.begin[row].key);
        __builtin_prefetch(named_.events.data() + named_.begin[row].event);
        __builtin_prefetch(named_.ingredients.data() + row);
    }
    void prefetch_lists(std::uint32_t row) const
    {
        for (std::uint32_t at = named_.begin[row].key; at < named_.begin[row + 1].key; ++at)
            exposure_->prefetch(named_.keys[at]);
    }

    /// By ingredient who names it as primary or secondary suspect, which is what nearly every question asks: to unite
    /// the two lists of a common one takes longer than all else that counting it does. None where one of the two is
    /// empty.
    void put_suspects(ColumnWriter& writer) const
    {
        const auto in_role = [&](std::size_t drug, FaersRole role) {
            return exposure_->numbers(drug * exposure_roles + static_cast<std::size_t>(role));
        };
        const std::size_t drugs = exposure_->keys() / exposure_roles;
        PostingsWriter lists(exposure_->size());
        std::vector<std::uint32_t> both;
        for (std::size_t drug = 0; drug < drugs; ++drug) {
            const auto primary = in_role(drug, FaersRole::primary_suspect);
            const auto secondary = in_role(drug, FaersRole::secondary_suspect);
            both.clear();
            if (!primary.empty() && !secondary.empty())
                std::ranges::merge(primary, secondary, std::back_inserter(both));
            lists.add(both);
        }
        lists.put(writer, "suspects");
    }

    void take(std::uint32_t row, std::uint32_t number)
    {
        const auto [key, event] = named_.begin[row];
        const auto [key_end, event_end] = named_.begin[row + 1];
        for (std::uint32_t at = key; at < key_end; ++at)
            exposure_->add(named_.keys[at], number);
        std::uint32_t to = events_begin_[number];
        for (std::uint32_t at = event; at < event_end; ++at)
            report_events_[to++] = named_.events[at];
        events_begin_[number + 1] = to;
        ingredients_[number] = named_.ingredients[row];
    }

    Named named_;
    std::unique_ptr<PostingsBuilder> exposure_;
    LongColumn<std::uint32_t> events_begin_;
    LongColumn<std::uint32_t> report_events_;
    LongColumn<std::uint16_t> ingredients_;
};

} // namespace

void put_lists(ColumnWriter& writer, const std::vector<QuarterFile>& quarters, const DrugMap& drugs,
               const FoldedEvents& events, const std::vector<std::uint32_t>& order)
{
    Lists(Names(quarters, drugs, events).take(), order).put(writer);
}

} // namespace casebook

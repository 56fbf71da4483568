// SPDX-License-Identifier: GPL-3.0-or-later
// A FAERS quarter put together row by row, for tests.
#pragma once

#include "corpus/digest.hpp"
#include "index/faers/store.hpp"

#include <string>
#include <vector>

namespace casebook {

class MadeQuarter
{
public:
    explicit MadeQuarter(const char* name) : quarter_(*parse_faers_quarter(name)) {}

    /// A row of DEMO; the fields that are given apply, the rest is as in a woman of 40 in the United States.
    MadeQuarter& report(std::uint64_t id, FaersDemo row = {})
    {
        row.report = id;
        if (row.case_id == 0)
            row.case_id = id / 10;
        row.version = row.version == 0 ? 1 : row.version;
        if (!row.init_fda_date)
            row.init_fda_date = {20150101};
        builder_.take(row);
        id_ = id;
        sequence_ = 0;
        return *this;
    }
    static FaersDemo person(const char* sex, const char* age, const char* country = "US")
    {
        FaersDemo row;
        row.sex = sex;
        row.age = age;
        row.age_unit = "YR";
        row.occurrence_country = country;
        return row;
    }
    MadeQuarter& drug(const char* role, const char* name, const char* ingredient = "", const char* route = "",
                      const char* form = "")
    {
        FaersDrug row;
        row.report = id_;
        row.sequence = ++sequence_;
        row.role = read_faers_role(role);
        row.name = name;
        row.ingredient = ingredient;
        row.route = route;
        row.dose_form = form;
        builder_.take(row);
        return *this;
    }
    MadeQuarter& term(const char* text)
    {
        builder_.take(FaersReaction{id_, text});
        return *this;
    }
    MadeQuarter& outcome(const char* code)
    {
        builder_.take(FaersOutcome{id_, code});
        return *this;
    }
    /// Of the last drug.
    MadeQuarter& therapy(const char* start, const char* end = "")
    {
        builder_.take(FaersTherapy{id_, sequence_, read_faers_date(start), read_faers_date(end)});
        return *this;
    }
    MadeQuarter& indication(const char* term)
    {
        builder_.take(FaersIndication{id_, sequence_, term});
        return *this;
    }
    MadeQuarter& deleted(std::uint64_t case_id)
    {
        builder_.take_deleted(case_id);
        return *this;
    }
    void put(FaersWriter& writer, const std::string& zip = "q.zip")
    {
        writer.put(builder_, {quarter_, zip, sha256(zip), {}});
    }

private:
    FaersQuarter quarter_;
    QuarterBuilder builder_;
    std::uint64_t id_ = 0;
    std::uint64_t sequence_ = 0;
};

/// The store of these quarters alone.
inline FaersStore made_store(const std::filesystem::path& folder, std::vector<MadeQuarter*> quarters,
                             const NameRules& names = {})
{
    FaersWriter writer(folder);
    writer.set_names(names);
    for (std::size_t i = 0; i < quarters.size(); ++i)
        quarters[i]->put(writer, std::to_string(i) + ".zip");
    writer.commit();
    return FaersStore(folder);
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// One field at a time in sentences on many drugs and events; extract_test.cpp reads a whole case.
#include "corpus/format.hpp"
#include "fetch/extract/extract.hpp"
#include "tests/unit/fetch/extract/read.hpp"

#include <doctest/doctest.h>
#include <functional>
#include <map>

using namespace casebook;
using casebook::testing::Told;

namespace {

template <class E> std::string told(const Stated<E>& value)
{
    return value ? std::string(name_of(*value.value)) : "none";
}
std::string told(const Stated<std::string>& value) { return value ? *value.value : "none"; }

std::string age(const Case& c)
{
    return c.patient.age_years ? format("{:.3g} {}", *c.patient.age_years.value, told(c.patient.age_at)) : "none";
}

std::string latency(const Case& c)
{
    if (c.latencies.empty())
        return "none";
    const Latency& first = *c.latencies[0].value;
    return format("{:.4g}..{:.4g} {}", first.days.min, first.days.max, name_of(first.anchor));
}

std::string treatments(const Case& c)
{
    std::string out;
    for (const auto& treatment : c.reaction.treatments)
        out += (out.empty() ? "" : ", ") + *treatment.value;
    return out.empty() ? "none" : out;
}

std::string beside(const Case& c)
{
    std::string out;
    for (std::size_t i = 1; i < c.drugs.size(); ++i)
        out += (out.empty() ? "" : ", ") + c.drugs[i].name;
    return out.empty() ? "none" : out;
}

const std::map<std::string, std::function<std::string(const Case&)>>& fields()
{
    static const std::map<std::string, std::function<std::string(const Case&)>> all = {
        {"age", age},
        {"latency", latency},
        {"treatments", treatments},
        {"beside", beside},
        {"sex", [](const Case& c) { return told(c.patient.sex); }},
        {"dose", [](const Case& c) { return told(subject_drug(c).dose_text); }},
        {"route", [](const Case& c) { return told(subject_drug(c).route); }},
        {"indication", [](const Case& c) { return told(subject_drug(c).indication); }},
        {"dechallenge", [](const Case& c) { return told(c.dechallenge); }},
        {"rechallenge", [](const Case& c) { return told(c.rechallenge); }},
        {"outcome", [](const Case& c) { return told(c.reaction.outcome); }},
    };
    return all;
}

std::string counts(const std::vector<Claim>& claims)
{
    std::string out;
    for (const Claim& claim : claims)
        out += (out.empty() ? "" : " ") + std::to_string(claim.count);
    return out.empty() ? "none" : out;
}

std::string read_field(const std::string& field, const Extraction& found)
{
    if (field == "patients")
        return std::to_string(found.cases.size());
    if (field == "claims")
        return counts(found.claims);
    return found.cases.empty() ? "no case" : fields().at(field)(found.cases[0]);
}

} // namespace

// clang-format off
TEST_CASE("a field is read as a careful reader reads it, whatever drug and event")
{
    struct Row
    {
        const char* field;
        const char* drug;
        const char* event;
        const char* value;
        const char* abstract;
    };
    constexpr Row rows[] = {
        {"latency", "clozapine", "agranulocytosis", "77..77 first_dose", "A 33-year-old woman with schizophrenia was started on clozapine. Her counts were normal for ten weeks. At 11 weeks of treatment she developed agranulocytosis."},
        {"latency", "clozapine", "agranulocytosis", "4018..4018 first_dose", "After 11 years of uneventful treatment with clozapine a 47-year-old man was admitted with agranulocytosis."},
        {"latency", "clozapine", "agranulocytosis", "14..14 last_dose", "Agranulocytosis was found in a 47-year-old man two weeks after clozapine had been discontinued."},
        {"latency", "heparin", "thrombocytopenia", "7..8 first_dose", "A 60-year-old woman received heparin after surgery. On the eighth day of heparin she developed thrombocytopenia."},
        {"latency", "dapsone", "methemoglobinemia", "0.08333..0.08333 first_dose", "A 26-year-old woman developed methemoglobinemia two hours after ingesting dapsone."},
        {"latency", "minoxidil", "alopecia", "none", "A 33-year-old man with a two-year history of androgenetic alopecia began minoxidil."},
        {"latency", "rituximab", "hepatitis", "182.6..182.6 last_dose", "A 61-year-old man developed hepatitis six months after the last infusion of rituximab."},
        {"latency", "infliximab", "psoriasis", "10..10 last_dose", "Psoriasis appeared in a 31-year-old woman 10 days after the third infusion of infliximab."},
        {"latency", "valproate", "pancreatitis", "1096..1096 first_dose", "A 10-year-old boy who had been on valproate for three years was admitted with pancreatitis."},
        {"latency", "methotrexate", "pneumonitis", "70..70 first_dose", "Pneumonitis developed in a 66-year-old woman ten weeks after methotrexate had been begun for rheumatoid arthritis of eight years' duration."},
        {"latency", "tacrolimus", "alopecia", "395.7..395.7 transplant", "Thirteen months after liver transplantation a 44-year-old woman taking tacrolimus noticed alopecia."},
        {"latency", "lithium", "psoriasis", "0..60.88 first_dose", "Psoriasis developed within two months of the introduction of lithium in a 45-year-old woman."},
        {"latency", "velnarane", "hiccup", "0.02083..0.04167 first_dose", "Hiccups began in a 46-year-old man 30 to 60 minutes after each dose of velnarane."},
        {"latency", "velnarane", "hiccup", "61..61 first_dose", "Velnarane was prescribed to a 46-year-old man on 1 May 2010. He began to hiccup on 1 July 2010."},
        {"dechallenge", "clozapine", "agranulocytosis", "positive", "A 33-year-old woman on clozapine developed agranulocytosis. Clozapine was withdrawn immediately. Her granulocytes recovered within ten days."},
        {"dechallenge", "dapsone", "methemoglobinemia", "not_applicable", "A 26-year-old woman developed methemoglobinemia after an overdose of dapsone."},
        {"dechallenge", "penicillamine", "myasthenia gravis", "negative", "A 20-year-old man on penicillamine developed myasthenia gravis, which persisted for a year after penicillamine had been stopped."},
        {"rechallenge", "clozapine", "agranulocytosis", "positive", "A 38-year-old man had agranulocytosis on clozapine. Two years later clozapine was tried again and agranulocytosis recurred after five weeks."},
        {"rechallenge", "clozapine", "agranulocytosis", "not_done", "A 38-year-old man had agranulocytosis on clozapine. Clozapine was never given again."},
        {"rechallenge", "clozapine", "agranulocytosis", "none", "A 38-year-old man had agranulocytosis on clozapine and was switched to olanzapine."},
        {"outcome", "clozapine", "agranulocytosis", "fatal", "A 38-year-old man had agranulocytosis on clozapine. He succumbed to septic shock on the third day."},
        {"treatments", "clozapine", "agranulocytosis", "filgrastim", "A 33-year-old woman on clozapine developed agranulocytosis. She received filgrastim for four days."},
        {"treatments", "infliximab", "psoriasis", "clobetasol", "A 31-year-old woman on infliximab developed psoriasis, for which clobetasol was prescribed."},
        {"dose", "clozapine", "agranulocytosis", "350 mg", "A 33-year-old woman was given clozapine, 25 mg at first and 350 mg from the fourth week. In the ninth week she developed agranulocytosis."},
        {"dose", "valproate", "pancreatitis", "20 mg/kg/day", "A 10-year-old boy took phenobarbital 60 mg and valproate at 20 mg/kg/day. Pancreatitis developed."},
        {"dose", "infliximab", "psoriasis", "5 mg/kg", "A 31-year-old woman received 5 mg/kg infliximab every eight weeks. Psoriasis developed after the fifth infusion."},
        {"route", "dapsone", "methemoglobinemia", "topical", "A 16-year-old girl used dapsone gel for acne and developed methemoglobinemia."},
        {"route", "lidocaine", "seizure", "intravenous", "A 33-year-old man was given lidocaine i.v. for ventricular tachycardia and had a seizure."},
        {"route", "methotrexate", "pneumonitis", "intramuscular", "A 66-year-old woman developed pneumonitis on intramuscular methotrexate."},
        {"indication", "methotrexate", "pneumonitis", "rheumatoid arthritis", "A 66-year-old woman with rheumatoid arthritis developed pneumonitis ten weeks after beginning methotrexate."},
        {"indication", "infliximab", "psoriasis", "fistulising Crohn disease", "A 31-year-old woman with fistulising Crohn disease had received infliximab when psoriasis appeared."},
        {"indication", "carbamazepine", "hyponatremia", "trigeminal neuralgia", "Hyponatremia was found in a 70-year-old woman whose trigeminal neuralgia was treated with carbamazepine."},
        {"indication", "isoniazid", "hepatitis", "latent tuberculosis", "Isoniazid, given to a 50-year-old man for latent tuberculosis, caused hepatitis."},
        {"beside", "clozapine", "agranulocytosis", "valproate", "A 33-year-old woman took clozapine and valproate. Agranulocytosis developed. Filgrastim was given."},
        {"beside", "clozapine", "agranulocytosis", "lorazepam, metformin", "A 33-year-old woman developed agranulocytosis on clozapine. Her other drugs were lorazepam and metformin."},
        {"beside", "clozapine", "agranulocytosis", "none", "A 33-year-old woman, in whom haloperidol and risperidone had failed, took clozapine. Agranulocytosis developed."},
        {"age", "clozapine", "agranulocytosis", "33 onset", "Clozapine led to agranulocytosis in a 33-year-old."},
        {"age", "clozapine", "agranulocytosis", "0.25 onset", "A 3-month-old baby, breast-fed by a mother on clozapine, developed agranulocytosis."},
        {"sex", "clozapine", "agranulocytosis", "female", "A 33-year-old schizophrenic developed agranulocytosis on clozapine. Her brother had tolerated it."},
        {"sex", "clozapine", "agranulocytosis", "male", "A pensioner developed agranulocytosis on clozapine. His wife brought him in."},
        {"sex", "clozapine", "agranulocytosis", "female", "Agranulocytosis on clozapine in a 24-year-old student and mother of two is described."},
        {"patients", "clozapine", "agranulocytosis", "3", "Three patients (ages 22, 35 and 61) developed agranulocytosis on clozapine."},
        {"patients", "clozapine", "agranulocytosis", "1", "A 33-year-old woman developed agranulocytosis on clozapine, as had her mother at the age of 50."},
        {"claims", "clozapine", "agranulocytosis", "2", "A 33-year-old woman developed agranulocytosis on clozapine. To the best of our knowledge there are but two previous reports."},
        {"claims", "clozapine", "agranulocytosis", "1", "A 33-year-old woman developed agranulocytosis on clozapine. This would appear to be the first description of such a case."},
        {"claims", "clozapine", "agranulocytosis", "30", "A 33-year-old woman developed agranulocytosis on clozapine. Some thirty instances are on record."},
        {"claims", "clozapine", "agranulocytosis", "none", "A 33-year-old woman developed agranulocytosis on clozapine. There were three cases of influenza on the ward."},
        {"latency", "carbamazepine", "hyponatremia", "10..10 dose_change", "Hyponatremia was found in a 78-year-old man ten days after his carbamazepine had been raised to 800 mg daily."},
        {"dechallenge", "infliximab", "psoriasis", "negative", "A 31-year-old woman on infliximab developed psoriasis. Infliximab was exchanged for ustekinumab, but the plaques spread further."},
        {"dechallenge", "infliximab", "psoriasis", "not_done", "A 31-year-old woman on infliximab developed psoriasis. Topical steroids controlled the psoriasis and infliximab could be continued."},
        {"dechallenge", "carbamazepine", "hyponatremia", "positive", "A 9-year-old girl on carbamazepine had hyponatremia. Halving the dose brought sodium back to normal."},
        {"dechallenge", "lithium", "psoriasis", "positive", "A 45-year-old woman on lithium developed psoriasis, which disappeared four weeks after a switch to valproate."},
        {"rechallenge", "azathioprine", "pancreatitis", "positive", "A 23-year-old woman developed pancreatitis on azathioprine. She recovered on stopping it and relapsed within hours of a single test dose."},
        {"rechallenge", "clozapine", "agranulocytosis", "negative", "A 38-year-old man had agranulocytosis on clozapine. Two years later clozapine was restarted under lithium and his counts have stayed normal."},
        {"rechallenge", "clozapine", "agranulocytosis", "not_done", "A 38-year-old man had agranulocytosis on clozapine. Rechallenge was considered too dangerous."},
        {"outcome", "penicillamine", "myasthenia gravis", "recovered", "A 57-year-old woman developed myasthenia gravis on penicillamine. Six weeks after penicillamine was stopped she was free of symptoms."},
        {"outcome", "penicillamine", "myasthenia gravis", "not_recovered", "A 57-year-old woman developed myasthenia gravis on penicillamine. Three years later she still needs pyridostigmine."},
        {"outcome", "metronidazole", "peripheral neuropathy", "recovering", "A 42-year-old man had peripheral neuropathy on metronidazole. At six months the numbness had lessened."},
        {"outcome", "metronidazole", "peripheral neuropathy", "not_recovered", "A 42-year-old man had peripheral neuropathy on metronidazole. Two years later his feet are as numb as before."},
        {"outcome", "heparin", "thrombocytopenia", "recovered", "A 60-year-old woman developed thrombocytopenia on heparin. Her platelet count rose to normal within five days."},
        {"outcome", "cyclosporine", "alopecia", "recovering", "A 40-year-old man on cyclosporine developed alopecia. Terminal hair has begun to reappear."},
        {"dose", "methotrexate", "pneumonitis", "7.5 mg once weekly", "A 66-year-old woman took methotrexate 7.5 mg once weekly and folic acid 5 mg. Pneumonitis developed."},
        {"dechallenge", "cyclosporine", "alopecia", "not_done", "A 40-year-old man on cyclosporine developed alopecia. The alopecia cleared with minoxidil without stopping cyclosporine."},
        {"outcome", "cyclosporine", "alopecia", "recovered", "A 40-year-old man on cyclosporine developed alopecia. Complete regrowth was seen."},
        {"outcome", "clozapine", "agranulocytosis", "recovered", "A 38-year-old man had agranulocytosis on clozapine. He recovered. The reaction can be fatal if it is overlooked."},
        {"treatments", "cyclosporine", "alopecia", "none", "A 40-year-old man on cyclosporine developed alopecia. He had received azathioprine years before."},
    };
    // clang-format on
    for (const Row& row : rows) {
        const Told article(row.drug, row.event, "A case", row.abstract);
        CAPTURE(std::string(row.field));
        CAPTURE(std::string(row.abstract));
        CHECK(read_field(row.field, extract(article.article, article.reading, article.role(), article.protocol)) ==
              row.value);
    }
}

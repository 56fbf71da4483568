// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/faers/make.hpp"

#include "corpus/format.hpp"

#include <cmath>
#include <fstream>
#include <random>
#include <string>
#include <vector>

namespace casebook::bench {

namespace {

constexpr std::uint32_t ingredients = 5'754;
constexpr std::uint32_t names = 34'633;
constexpr std::uint32_t terms = 17'213;

/// Numbers alike on every platform.
class Dice
{
public:
    explicit Dice(std::uint64_t seed) : random_(seed) {}
    double even() { return static_cast<double>(random_() >> 11U) * 0x1p-53; }
    bool chance(double p) { return even() < p; }
    std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>(even() * n); }
    /// 0 is the commonest, i about 30/(i+30) as common (Zipf and Mandelbrot): the commonest drug is in one report of
    /// fifty.
    std::uint32_t skewed(std::uint32_t n)
    {
        constexpr double flat = 30;
        return static_cast<std::uint32_t>(flat * (std::pow(n / flat + 1, even()) - 1));
    }
    /// 1 or more, geometric.
    std::uint32_t some(double mean)
    {
        std::uint32_t out = 1;
        while (out < 60 && chance(1 - 1 / mean))
            ++out;
        return out;
    }

private:
    std::mt19937_64 random_;
};

/// A word that is nobody's: syllables, the number behind in letters, no salt and no water at its end.
std::string word(std::uint32_t number, const char* end)
{
    static constexpr const char* syllables[] = {"KA", "LO", "VI", "ME", "RU", "TA", "ZO", "NI",
                                                "BE", "DU", "FA", "GO", "HI", "PE", "SU", "XA"};
    std::string out;
    for (std::uint32_t rest = number + 4096; rest > 0; rest /= 16)
        out += syllables[rest % 16];
    return out + end;
}

std::string term_word(std::uint32_t number)
{
    std::string out = word(number, "IA");
    for (std::size_t i = 1; i < out.size(); ++i)
        out[i] = static_cast<char>(out[i] - 'A' + 'a');
    return out;
}

std::vector<std::string> words(std::uint32_t size, std::string (*make)(std::uint32_t))
{
    std::vector<std::string> out;
    for (std::uint32_t i = 0; i < size; ++i)
        out.push_back(make(i));
    return out;
}

struct Quarter
{
    int year;
    int number;
    std::string name() const { return format("{}Q{}", year, number); }
    std::string file(const char* table) const { return format("{}{:02}Q{}.txt", table, year % 100, number); }
};

class Maker
{
public:
    explicit Maker(std::uint64_t seed)
        : dice_(seed),
          ingredient_(words(ingredients, [](std::uint32_t i) { return word(i, "MAB"); })),
          name_(words(names, [](std::uint32_t i) { return word(i, ""); })),
          term_(words(terms, term_word))
    {
    }

    void quarter(const std::filesystem::path& folder, const Quarter& quarter, std::uint32_t reports)
    {
        std::filesystem::create_directories(folder);
        empty_tables(folder, quarter);
        std::ofstream demo(folder / quarter.file("DEMO"), std::ios::binary);
        std::ofstream drug(folder / quarter.file("DRUG"), std::ios::binary);
        std::ofstream reac(folder / quarter.file("REAC"), std::ios::binary);
        demo << "primaryid$caseid$caseversion$i_f_code$event_dt$mfr_dt$init_fda_dt$fda_dt$rept_cod$auth_num$mfr_num$"
                "mfr_sndr$lit_ref$age$age_cod$age_grp$sex$e_sub$wt$wt_cod$rept_dt$to_mfr$occp_cod$reporter_country$"
                "occr_country\r\n";
        drug << "primaryid$caseid$drug_seq$role_cod$drugname$prod_ai$val_vbm$route$dose_vbm$cum_dose_chr$cum_dose_unit$"
                "dechal$rechal$lot_num$exp_dt$nda_num$dose_amt$dose_unit$dose_form$dose_freq\r\n";
        reac << "primaryid$caseid$pt$drug_rec_act\r\n";
        first_of_quarter_ = next_case_;
        for (std::uint32_t i = 0; i < reports; ++i) {
            const auto [case_id, version] = whose();
            const std::string id = format("{}{}${}", case_id, version, case_id);
            demo << person(id, version, quarter);
            drugs(drug, id);
            reactions(reac, id);
        }
    }

private:
    struct Version
    {
        std::uint32_t case_id, version;
    };

    Version whose()
    {
        const std::uint32_t size = next_case_;
        const double kind = dice_.even();
        if (kind < 0.045 && size > first_of_quarter_)
            return again(first_of_quarter_ + dice_.below(size - first_of_quarter_));
        if (kind < 0.285 && first_of_quarter_ > 0)
            return again(dice_.below(first_of_quarter_));
        versions_.push_back(1);
        return {10'000'000 + next_case_++, 1};
    }
    Version again(std::uint32_t at) { return {10'000'000 + at, ++versions_[at]}; }

    std::string person(const std::string& id, std::uint32_t version, const Quarter& quarter)
    {
        static constexpr const char* reporters[] = {"CN", "MD", "HP", "PH", "OT", ""};
        static constexpr const char* countries[] = {"US", "US", "US", "GB", "JP", "FR", "DE", "CA"};
        const std::string date = format("{}{:02}{:02}", quarter.year,
                                        quarter.number * 3 - static_cast<int>(dice_.below(3)), 1 + dice_.below(28));
        const char* country = countries[dice_.below(8)];
        return format("{}${}${}${}${}${}${}$EXP$$US-MADEUP-{}$MADE-UP$${}$YR$${}$Y${}${}$${}${}${}\r\n", id, version,
                      version == 1 ? "I" : "F", dice_.chance(0.4) ? date : "", date, date, date, id.substr(0, 9),
                      dice_.chance(0.6) ? format("{}", 1 + dice_.below(95)) : "", dice_.chance(0.55) ? "F" : "M",
                      dice_.chance(0.3) ? "70$KG" : "$", date, reporters[dice_.below(6)], country, country);
    }

    void drugs(std::ofstream& out, const std::string& id)
    {
        const std::uint32_t count = dice_.some(3.7);
        suspect_ = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint32_t ingredient = dice_.skewed(ingredients);
            if (i == 0)
                suspect_ = ingredient;
            // Each ingredient has its share of the names, the commoner ones with a few names more.
            const std::uint32_t name = (ingredient + dice_.skewed(names / ingredients) * ingredients) % names;
            const double role = dice_.even();
            out << id
                << format("${}${}${}${}$1$Oral$10 MG, QD$$$U$U$$${}$10$MG$Tablet$QD\r\n", i + 1,
                          i == 0       ? "PS"
                          : role < .4  ? "SS"
                          : role < .98 ? "C"
                                       : "I",
                          name_[name], ingredient_[ingredient], 20'000 + ingredient);
        }
    }

    void reactions(std::ofstream& out, const std::string& id)
    {
        for (std::uint32_t count = dice_.some(3.2); count > 0; --count) {
            const std::uint32_t own = (suspect_ * 977 + dice_.skewed(40) * 131) % terms; // what the drug is known for
            out << id << '$' << term_[dice_.chance(0.35) ? own : dice_.skewed(terms)] << "$\r\n";
        }
    }

    static void empty_tables(const std::filesystem::path& folder, const Quarter& quarter)
    {
        static constexpr std::pair<const char*, const char*> tables[] = {
            {"OUTC", "primaryid$caseid$outc_cod"},
            {"RPSR", "primaryid$caseid$rpsr_cod"},
            {"THER", "primaryid$caseid$dsg_drug_seq$start_dt$end_dt$dur$dur_cod"},
            {"INDI", "primaryid$caseid$indi_drug_seq$indi_pt"}};
        for (const auto& [table, columns] : tables)
            std::ofstream(folder / quarter.file(table), std::ios::binary) << columns << "\r\n";
    }

    Dice dice_;
    std::vector<std::string> ingredient_, name_, term_;
    std::vector<std::uint32_t> versions_; ///< by case
    std::uint32_t next_case_ = 0;
    std::uint32_t first_of_quarter_ = 0;
    std::uint32_t suspect_ = 0;
};

} // namespace

void make_quarters(const std::filesystem::path& folder, int quarters, std::uint32_t reports, std::uint64_t seed)
{
    Maker maker(seed);
    for (int i = 0; i < quarters; ++i) {
        const Quarter quarter{2014 + (i + 2) / 4, (i + 2) % 4 + 1};
        maker.quarter(folder / quarter.name(), quarter, reports);
    }
}

} // namespace casebook::bench

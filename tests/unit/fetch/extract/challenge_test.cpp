// SPDX-License-Identifier: GPL-3.0-or-later
// What is told, and what only seems to be told, of stopping the drug and of giving it again.
#include "fetch/extract/course.hpp"
#include "tests/unit/fetch/extract/rows.hpp"

using namespace casebook;
using casebook::testing::ChallengeRow;
using casebook::testing::check_challenge;
using casebook::testing::Told;

// clang-format off
TEST_CASE("a stop beside a supposition, or behind the reason for it, is a stop")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "positive", "As the drug might be the cause, it was stopped, and her hair grew back."},
        {"leflunomide", "alopecia", "positive", "Since leflunomide may have been responsible, it was discontinued. Three months later the hair had regrown."},
        {"leflunomide", "alopecia", "positive", "Because leflunomide can cause alopecia, it was stopped and the hair regrew."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was stopped because it might be the cause, and the hair regrew."},
        {"leflunomide", "alopecia", "positive", "Leflunomide, which might have caused the hair loss, was withdrawn; complete regrowth followed."},
        {"leflunomide", "alopecia", "positive", "It was thought that leflunomide might be the cause and it was stopped, after which the hair grew back."},
        {"leflunomide", "alopecia", "positive", "The alopecia resolved after leflunomide was stopped, suggesting that it may have been the cause."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was withdrawn. The hair regrew within three months, which may speak for a causal role of the drug."},
        {"leflunomide", "alopecia", "positive", "As alopecia has been reported with leflunomide, the drug was stopped, and the hair regrew."},
        {"leflunomide", "alopecia", "positive", "Although the hair loss could be due to lupus, leflunomide was stopped, and full regrowth was seen."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was stopped and the hair regrew, as in most published cases."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was stopped and she was told to return if the hair loss recurred. Three months later the hair had regrown."},
        {"leflunomide", "alopecia", "negative", "As the drug might be the cause, it was stopped, but the alopecia persisted."},
        {"leflunomide", "alopecia", "negative", "Because it might be responsible, leflunomide was stopped. Six months later there was no regrowth."},
        {"leflunomide", "alopecia", "positive", "The dose of leflunomide was lowered, and shedding diminished."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was switched to sulfasalazine; by month four the scalp was covered with new hair."},
        {"leflunomide", "alopecia", "positive", "The patient herself stopped leflunomide, and two months later the hair loss had ceased."},
        {"leflunomide", "alopecia", "positive", "Leflunomide did not help her joints and was stopped; the hair grew back."},
        {"leflunomide", "alopecia", "positive", "She came off leflunomide in May and by August her hair was as thick as before."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was washed out with cholestyramine, and the alopecia resolved."},
        {"leflunomide", "alopecia", "positive", "After we stopped leflunomide her hair returned to normal."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was stopped and the shedding slowed within two weeks."},
        {"leflunomide", "alopecia", "positive", "Leflunomide and methotrexate were stopped, and the hair regrew."},
        {"leflunomide", "alopecia", "positive", "She quit leflunomide and her hair regrew."},
        {"leflunomide", "alopecia", "positive", "The drug was discontinued immediately. At three months, hair density was normal."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was stopped without any effect on the hair loss."},
        {"leflunomide", "alopecia", "negative", "The alopecia did not improve after leflunomide had been stopped for six months."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was stopped but her hair continued to fall."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was withdrawn; nonetheless all scalp hair was lost."},
        {"leflunomide", "alopecia", "negative", "There was no change in the hair loss three months after leflunomide was ceased."},
        {"leflunomide", "alopecia", "negative", "Halving the dose of leflunomide had no effect on the hair loss."},
        {"phenytoin", "ataxia", "positive", "The ataxia, which may have had other causes, resolved after phenytoin was stopped."},
        {"phenytoin", "ataxia", "positive", "Because the level was toxic, phenytoin was withheld, and the gait became normal."},
        {"warfarin", "vasculitis", "positive", "Warfarin was changed to enoxaparin, and the purpura faded."},
        {"warfarin", "vasculitis", "positive", "After warfarin had been exchanged for heparin, no new lesions appeared and the vasculitis healed."},
        {"amiodarone", "hyponatremia", "positive", "As amiodarone could not be excluded as the cause, it was stopped, and sodium returned to normal."},
        {"amiodarone", "hyponatremia", "negative", "Amiodarone was stopped, but sodium remained low."},
        {"clozapine", "neutropenia", "positive", "Clozapine was halted at once; the counts climbed to normal within ten days."},
        {"clozapine", "neutropenia", "positive", "With the removal of clozapine from her regimen the neutropenia resolved."},
        {"clozapine", "neutropenia", "positive", "Neutropenia resolved one week after clozapine had been stopped."},
        {"clozapine", "neutropenia", "positive", "Clozapine was discontinued, which was followed by recovery of the neutrophil count."},
        {"clozapine", "neutropenia", "positive", "Because of neutropenia clozapine was withdrawn, and the count recovered to 3000."},
        {"simvastatin", "rhabdomyolysis", "positive", "Simvastatin was discontinued on admission, and the creatine kinase fell to normal over two weeks."},
        {"simvastatin", "rhabdomyolysis", "positive", "She stopped simvastatin by herself and her muscle pain resolved."},
        {"simvastatin", "rhabdomyolysis", "positive", "Simvastatin was suspended and fluids were given; the rhabdomyolysis resolved."},
        {"nivolumab", "colitis", "negative", "Nivolumab was discontinued, but diarrhoea and colitis did not subside."},
        {"nivolumab", "colitis", "negative", "Colitis progressed to perforation despite discontinuation of nivolumab."},
        {"nivolumab", "colitis", "negative", "The colitis worsened even after nivolumab had been withheld."},
        {"nivolumab", "colitis", "positive", "The colitis worsened and nivolumab was discontinued; with prednisolone it resolved."},
        {"nivolumab", "colitis", "positive", "Nivolumab was permanently discontinued and the colitis, which had been refractory to steroids, healed."},
        {"nivolumab", "colitis", "positive", "Colitis persisted for a month after nivolumab was stopped and then resolved."},
        {"valproate", "pancreatitis", "positive", "Valproate was replaced by levetiracetam. Amylase fell to normal and the pain went."},
        {"valproate", "pancreatitis", "positive", "Upon stopping valproate, amylase and lipase normalized."},
        {"valproate", "pancreatitis", "positive", "The pancreatitis settled once valproate was taken off."},
        {"nivolumab", "colitis", "positive", "Nivolumab was stopped because of persistent diarrhoea, and the colitis healed."},
        {"nivolumab", "colitis", "positive", "As the colitis persisted, nivolumab was stopped, and it healed."},
        {"nivolumab", "colitis", "positive", "The colitis progressed until nivolumab was stopped; then it resolved."},
        {"nivolumab", "colitis", "negative", "Nivolumab was stopped because of rash, but the colitis persisted."},
        {"nivolumab", "colitis", "negative", "Colitis persisted although nivolumab had been stopped."},
        {"nivolumab", "colitis", "negative", "After stopping nivolumab the colitis went on for a year."},
        {"nivolumab", "colitis", "positive", "Nivolumab was stopped. Three months later the bleeding had ceased, while a mild diarrhoea was unchanged."},
        {"nivolumab", "colitis", "positive", "Nivolumab was stopped. The colitis subsided within a week and he has remained well since."},
        {"nivolumab", "colitis", "positive", "Nivolumab was stopped, the colitis subsided, and he has remained well."},
        {"nivolumab", "colitis", "negative", "Nivolumab was stopped. The colitis did not resolve."},
        {"nivolumab", "colitis", "negative", "Nivolumab was stopped. There was no improvement."},
        {"nivolumab", "colitis", "negative", "Nivolumab was stopped. The colitis neither resolved nor improved."},
    };
    check_challenge(rows, read_dechallenge);
}

TEST_CASE("a drug that was not stopped went on")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "not_done", "Leflunomide was not stopped, and the alopecia resolved."},
        {"leflunomide", "alopecia", "not_done", "Leflunomide was never discontinued, yet the hair regrew."},
        {"leflunomide", "alopecia", "not_done", "Without stopping leflunomide, the hair regrew."},
        {"leflunomide", "alopecia", "not_done", "The hair regrew even though leflunomide was continued."},
        {"leflunomide", "alopecia", "not_done", "Methotrexate was stopped while leflunomide was continued, and the hair regrew."},
        {"leflunomide", "alopecia", "not_done", "Hair loss stopped while she continued leflunomide."},
        {"leflunomide", "alopecia", "not_done", "She stopped smoking, leflunomide was continued, and her hair grew back."},
        {"leflunomide", "alopecia", "not_done", "The hair loss resolved although leflunomide could not be stopped."},
        {"leflunomide", "alopecia", "not_done", "Rather than stopping leflunomide, we applied topical minoxidil, and the hair regrew."},
        {"leflunomide", "alopecia", "not_done", "Leflunomide was neither stopped nor reduced, and the alopecia resolved."},
        {"simvastatin", "rhabdomyolysis", "not_done", "Simvastatin could be continued at a lower dose interval, and symptoms settled."},
        {"simvastatin", "rhabdomyolysis", "not_done", "Despite the rhabdomyolysis simvastatin was not withdrawn."},
        {"nivolumab", "colitis", "not_done", "Nivolumab was continued under steroid cover and the colitis resolved."},
        {"nivolumab", "colitis", "not_done", "Treatment with nivolumab went on without interruption."},
        {"metformin", "lactic acidosis", "not_done", "Metformin was continued because there was no alternative."},
    };
    check_challenge(rows, read_dechallenge);
}

TEST_CASE("a stop that is advised, supposed, of others or of something else is none")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "", "The drug might be stopped, and the hair may regrow."},
        {"leflunomide", "alopecia", "", "We suggest that it be stopped. Hair usually regrows."},
        {"leflunomide", "alopecia", "", "We suggest that leflunomide be stopped so that hair regrows."},
        {"leflunomide", "alopecia", "", "If alopecia occurs the drug should be stopped, and hair grows back."},
        {"leflunomide", "alopecia", "", "If alopecia occurs, leflunomide is stopped and the hair recovers."},
        {"leflunomide", "alopecia", "", "After withdrawal of leflunomide, the hair may regrow."},
        {"leflunomide", "alopecia", "", "Hair loss may be reversible, and resolves after the drug is withdrawn."},
        {"leflunomide", "alopecia", "", "Leflunomide could be stopped to see whether hair regrows."},
        {"leflunomide", "alopecia", "", "As hair loss is often reversible, stopping the drug might be considered."},
        {"leflunomide", "alopecia", "", "In other patients leflunomide was stopped, and the hair regrew."},
        {"leflunomide", "alopecia", "", "Had the drug been stopped earlier, the hair would have regrown."},
        {"leflunomide", "alopecia", "", "Alopecia has been reported with leflunomide, and it resolved after the drug was stopped."},
        {"leflunomide", "alopecia", "", "Leflunomide was stopped, as hair loss may resolve after withdrawal."},
        {"leflunomide", "alopecia", "", "She stopped smoking while on leflunomide, and her hair grew back."},
        {"leflunomide", "alopecia", "", "The arthritis stopped responding to leflunomide. Her hair grew back with minoxidil."},
        {"leflunomide", "alopecia", "", "She discontinued follow-up while on leflunomide."},
        {"leflunomide", "alopecia", "", "Her sister stopped leflunomide and the hair regrew."},
        {"leflunomide", "alopecia", "", "Methotrexate was stopped; her hair recovered."},
        {"leflunomide", "alopecia", "", "After cessation of smoking her hair grew back."},
        {"leflunomide", "alopecia", "", "After withdrawal of prednisolone the alopecia resolved."},
        {"leflunomide", "alopecia", "", "Leflunomide was stopped. She died of pneumonia two weeks later."},
        {"leflunomide", "alopecia", "", "She stopped breast-feeding and her hair grew back."},
        {"simvastatin", "rhabdomyolysis", "", "Simvastatin was stopped because he could no longer swallow."},
        {"simvastatin", "rhabdomyolysis", "", "She had stopped simvastatin two years before."},
        {"simvastatin", "rhabdomyolysis", "", "It is unknown whether simvastatin was stopped."},
        {"simvastatin", "rhabdomyolysis", "", "Whether the rhabdomyolysis resolved after simvastatin was stopped is not reported."},
        {"simvastatin", "rhabdomyolysis", "", "Simvastatin is usually stopped, and muscle enzymes return to normal."},
        {"simvastatin", "rhabdomyolysis", "", "Simvastatin should have been stopped earlier."},
        {"simvastatin", "rhabdomyolysis", "", "The authors recommend that simvastatin be discontinued; enzymes then return to normal."},
        {"simvastatin", "rhabdomyolysis", "", "Stopping simvastatin was discussed, but he died before that."},
        {"nivolumab", "colitis", "", "The colitis resolved, and nivolumab was stopped later because of progression."},
        {"nivolumab", "colitis", "", "Prednisolone was tapered and stopped without relapse of colitis while nivolumab was due."},
        {"metformin", "lactic acidosis", "", "Metformin was stopped and dialysis was started. He died."},
        {"metformin", "lactic acidosis", "", "Metformin had been stopped before the operation."},
        {"nivolumab", "colitis", "", "Nivolumab was stopped because of persistent colitis."},
        {"nivolumab", "colitis", "", "Nivolumab was discontinued as the colitis worsened."},
        {"nivolumab", "colitis", "", "Nivolumab was stopped due to progression of the tumour."},
    };
    check_challenge(rows, read_dechallenge);
}

TEST_CASE("giving again: the event that came back is told in many ways")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "positive", "Leflunomide was restarted at the same dose, and the same reaction occurred."},
        {"leflunomide", "alopecia", "positive", "On readministration the same symptoms were seen."},
        {"leflunomide", "alopecia", "positive", "Re-exposure to leflunomide led to the same eruption."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was resumed and hair loss returned within weeks."},
        {"leflunomide", "alopecia", "positive", "Restarting the drug was followed by a return of the hair loss."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was restarted, and the alopecia recurred, suggesting that the drug may have been the cause."},
        {"leflunomide", "alopecia", "positive", "As the arthritis might worsen, leflunomide was restarted, and hair loss recurred."},
        {"leflunomide", "alopecia", "positive", "After infection had been ruled out, leflunomide was restarted and the hair loss recurred."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was resumed after a biopsy had not been performed, and alopecia recurred."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was restarted because her arthritis had flared, and the alopecia recurred."},
        {"leflunomide", "alopecia", "positive", "After six weeks she took leflunomide once more, and her hair fell out again."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was reintroduced at half the dose; within a month shedding began anew."},
        {"phenytoin", "ataxia", "positive", "The ataxia returned to its former severity when phenytoin was restarted."},
        {"phenytoin", "ataxia", "positive", "Seizures recurred, so phenytoin was resumed, and ataxia reappeared."},
        {"phenytoin", "ataxia", "positive", "On re-exposure, ataxia again developed."},
        {"nivolumab", "colitis", "positive", "Two months later nivolumab was resumed, but colitis relapsed after the first infusion."},
        {"nivolumab", "colitis", "positive", "Nivolumab was given again with the same result."},
        {"nivolumab", "colitis", "positive", "Reinstitution of nivolumab was complicated by colitis."},
        {"nivolumab", "colitis", "positive", "Nivolumab rechallenge failed because of recurrent colitis."},
        {"infliximab", "uveitis", "positive", "Uveitis recurred each time infliximab was given."},
        {"infliximab", "uveitis", "positive", "After every infusion of infliximab the uveitis flared."},
        {"infliximab", "uveitis", "positive", "A third infusion again provoked uveitis."},
        {"infliximab", "uveitis", "positive", "Uveitis flared whenever infliximab was infused."},
        {"infliximab", "uveitis", "positive", "He had uveitis every time he took infliximab."},
    };
    check_challenge(rows, read_rechallenge);
}

TEST_CASE("giving again: nothing came back, or it was not done")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "negative", "Leflunomide was restarted at the same dose and no hair loss was seen."},
        {"leflunomide", "alopecia", "negative", "She returned to leflunomide without any recurrence of alopecia."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was resumed; her hair did not fall out again."},
        {"leflunomide", "alopecia", "negative", "The drug was reinstituted a year later, with no return of hair loss."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was resumed and there was no further hair loss over two years."},
        {"leflunomide", "alopecia", "not_done", "Rechallenge was ruled out for reasons of safety."},
        {"leflunomide", "alopecia", "not_done", "As it was considered too dangerous, leflunomide was not reintroduced."},
        {"leflunomide", "alopecia", "not_done", "Re-exposure was not attempted since the reaction might recur."},
        {"leflunomide", "alopecia", "not_done", "Because hair loss may recur, rechallenge was not performed."},
        {"leflunomide", "alopecia", "not_done", "A rechallenge with leflunomide was, for ethical reasons, not performed."},
        {"leflunomide", "alopecia", "not_done", "It was thought unethical to rechallenge her."},
        {"leflunomide", "alopecia", "not_done", "She was told never to take leflunomide again, and rechallenge was not done."},
        {"leflunomide", "alopecia", "not_done", "The patient refused to restart leflunomide."},
        {"leflunomide", "alopecia", "not_done", "Since rechallenge could be dangerous, it was not performed."},
        {"phenytoin", "ataxia", "negative", "He resumed phenytoin at 200 mg daily and has had no ataxia since."},
        {"phenytoin", "ataxia", "negative", "Phenytoin was restarted at a lower dose, and the ataxia has not come back."},
        {"nivolumab", "colitis", "negative", "Nivolumab was resumed without further colitis."},
        {"nivolumab", "colitis", "negative", "He tolerated re-exposure to nivolumab."},
        {"nivolumab", "colitis", "negative", "Nivolumab was restarted and no flare of colitis has been observed."},
        {"nivolumab", "colitis", "negative", "Rechallenge with nivolumab was uneventful."},
        {"nivolumab", "colitis", "not_done", "Nivolumab was not restarted because of tumour response."},
        {"nivolumab", "colitis", "not_done", "Rechallenge with nivolumab was not considered."},
        {"nivolumab", "colitis", "not_done", "We decided against rechallenge."},
        {"nivolumab", "colitis", "not_done", "Nivolumab rechallenge was avoided."},
        {"nivolumab", "colitis", "not_done", "No attempt at rechallenge was made."},
        {"nivolumab", "colitis", "not_done", "Rechallenge was judged too risky."},
        {"infliximab", "uveitis", "not_done", "Uveitis recurred although infliximab was not given again."},
        {"infliximab", "uveitis", "not_done", "Infliximab was not given again."},
        {"infliximab", "uveitis", "not_done", "He received no more infliximab."},
    };
    check_challenge(rows, read_rechallenge);
}

TEST_CASE("giving again: the patient, the dose or the treated disease that came back is not the event")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "", "Leflunomide was restarted at the same dose."},
        {"leflunomide", "alopecia", "", "Leflunomide was restarted at the same dose and she returned to clinic a month later."},
        {"leflunomide", "alopecia", "", "Leflunomide was resumed and she returned to work."},
        {"leflunomide", "alopecia", "", "Leflunomide was reintroduced because her arthritis had relapsed."},
        {"leflunomide", "alopecia", "", "When the arthritis flared, leflunomide was started again."},
        {"leflunomide", "alopecia", "", "Her arthritis recurred and leflunomide was resumed."},
        {"leflunomide", "alopecia", "", "Leflunomide was restarted on the same day."},
        {"leflunomide", "alopecia", "", "Leflunomide was resumed, and she was seen again in June."},
        {"leflunomide", "alopecia", "", "Leflunomide was restarted, which resulted in good control of her arthritis."},
        {"leflunomide", "alopecia", "", "Leflunomide was resumed after infection had been ruled out."},
        {"leflunomide", "alopecia", "", "Leflunomide was restarted; liver enzymes returned to normal."},
        {"leflunomide", "alopecia", "", "Leflunomide was reintroduced. She returned for follow-up after three months."},
        {"leflunomide", "alopecia", "", "A rechallenge would probably have caused the same reaction."},
        {"leflunomide", "alopecia", "", "Her sister took leflunomide again and lost her hair once more."},
        {"leflunomide", "alopecia", "", "Smoking was resumed and hair loss recurred."},
        {"phenytoin", "ataxia", "", "Phenytoin was restarted and his gait returned to normal."},
        {"phenytoin", "ataxia", "", "Phenytoin was resumed at the same dose because seizures recurred."},
        {"phenytoin", "ataxia", "", "Phenytoin was restarted after a repeat scan."},
        {"nivolumab", "colitis", "", "Nivolumab was restarted when steroids were tapered."},
        {"nivolumab", "colitis", "", "Nivolumab may be restarted once colitis has resolved."},
        {"nivolumab", "colitis", "", "The safety of nivolumab rechallenge after colitis is unknown."},
        {"nivolumab", "colitis", "", "Her tumour recurred and nivolumab was restarted."},
        {"nivolumab", "colitis", "", "Prednisolone was resumed because colitis recurred."},
        {"nivolumab", "colitis", "", "After the colitis relapsed, prednisolone was given again and nivolumab was withheld."},
        {"nivolumab", "colitis", "", "Repeat colonoscopy showed recurrence of colitis."},
        {"nivolumab", "colitis", "", "Colitis recurred when prednisolone was tapered."},
        {"infliximab", "uveitis", "", "After infliximab had been stopped the uveitis recurred twice."},
        {"infliximab", "uveitis", "", "The second infusion of infliximab was given in March."},
    };
    check_challenge(rows, read_rechallenge);
}

TEST_CASE("how an illness went that the patient had before says nothing of the event")
{
    const ChallengeRow stops[] = {
        {"leflunomide", "alopecia", "", "Leflunomide was given for arthritis. It was stopped and her arthritis improved."},
        {"leflunomide", "alopecia", "", "She had known diabetes. Leflunomide was stopped and her diabetes was controlled."},
        {"leflunomide", "alopecia", "positive", "She had known diabetes. Leflunomide was stopped, her diabetes was controlled, and her hair grew back."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was stopped and the rash of the scalp faded."},
    };
    check_challenge(stops, read_dechallenge);
    const ChallengeRow agains[] = {
        {"leflunomide", "alopecia", "", "She took leflunomide for arthritis. Her arthritis recurred after leflunomide had been resumed."},
    };
    check_challenge(agains, read_rechallenge);
}

TEST_CASE("a stop that only dates the onset is no dechallenge")
{
    struct Row
    {
        const char* value;
        const char* words;
    };
    const Row rows[] = {
        {"", "A 30-year-old man developed alopecia two weeks after cyclosporine had been stopped; symptoms remitted after cyclosporine was given again."},
        {"", "A 30-year-old man developed alopecia two weeks after stopping cyclosporine. It cleared."},
        {"", "In a 30-year-old man alopecia occurred shortly after discontinuation of cyclosporine and resolved."},
        {"", "Alopecia began three weeks after the withdrawal of cyclosporine in a 30-year-old man. It resolved."},
        {"positive", "A 30-year-old man on cyclosporine developed alopecia that cleared after cyclosporine was stopped."},
        {"positive", "A 30-year-old man on cyclosporine developed alopecia. Two weeks after cyclosporine was stopped it resolved."},
        {"positive", "A 30-year-old man on cyclosporine developed alopecia, and after stopping cyclosporine it resolved."},
        {"positive", "A 30-year-old man developed alopecia two weeks after cyclosporine was started. Cyclosporine was stopped and it resolved."},
        {"negative", "A 30-year-old man on cyclosporine developed alopecia, which persisted after cyclosporine was stopped."},
        {"negative", "A 30-year-old man on cyclosporine developed alopecia. It worsened after stopping cyclosporine."},
        {"positive", "A 30-year-old man on cyclosporine developed alopecia; cyclosporine was stopped and the alopecia resolved."},
        {"positive", "A 30-year-old man noticed alopecia on cyclosporine. His alopecia resolved two weeks after discontinuation of cyclosporine."},
    };
    for (const Row& row : rows) {
        const Told told("cyclosporine", "alopecia", "A case", row.words);
        CAPTURE(std::string(row.words));
        const auto found = read_dechallenge(told.story());
        CHECK((found ? std::string(name_of(*found.value)) : "") == row.value);
    }
}
// clang-format on

TEST_CASE("an event whose words stand apart is denied by a word between them")
{
    const Protocol& protocol = casebook::testing::protocol_for("leflunomide", "alopecia");
    CHECK(casebook::testing::masked(protocol, "Her hair fell out again.") == "her EVENT again .");
    CHECK(casebook::testing::masked(protocol, "Her hair did not fall out again.") == "her no EVENT out again .");
}

// clang-format off
TEST_CASE("what lasted in spite of the stop got no better by it, whatever else did, or helped later")
{
    const ChallengeRow rows[] = {
        {"leflunomide", "alopecia", "negative", "Hair loss continued after discontinuation of leflunomide."},
        {"leflunomide", "alopecia", "negative", "After withdrawal of leflunomide, alopecia persisted and improved only with minoxidil."},
        {"leflunomide", "alopecia", "negative", "Alopecia was still present one year after leflunomide was stopped."},
        {"leflunomide", "alopecia", "negative", "Alopecia outlasted the withdrawal of leflunomide."},
        {"leflunomide", "alopecia", "negative", "Even after leflunomide was discontinued the alopecia lingered."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was stopped. Alopecia persisted, whereas her tremor resolved."},
        {"leflunomide", "alopecia", "negative", "Leflunomide was withdrawn. The tremor resolved but the alopecia persisted."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was withdrawn. The tremor persisted but the alopecia resolved."},
        {"leflunomide", "alopecia", "positive", "Leflunomide was stopped, and the alopecia resolved with minoxidil."},
        {"leflunomide", "alopecia", "", "Leflunomide was stopped. A cyst was still present at six months."},
    };
    check_challenge(rows, read_dechallenge);
}
// clang-format on

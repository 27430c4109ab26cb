//! Properties that hold for every rule, tried on arbitrary rules and data.

use proptest::prelude::*;

use super::testing::{CENTS, abcn, of};
use super::*;

/// Inputs a ≥ b + c, and n.
fn answers() -> impl Strategy<Value = Answer> {
    let numbers = (0_i64..40, 0_i64..40, 0_i64..40, 0_i64..12);
    let items = prop::collection::vec(0_usize..5, 0..5);
    (numbers, 0_usize..3, items).prop_map(|((b, c, rest, n), option, items)| Answer {
        option: Some(option),
        items: Some(items),
        ..answer(&[b + c + rest, b, c, n])
    })
}

fn answer(values: &[i64]) -> Answer {
    Answer { inputs: values.iter().map(|value| Some(Number::from(*value))).collect(), ..Answer::default() }
}

fn hundredths(range: std::ops::Range<i64>) -> impl Strategy<Value = Number> {
    range.prop_map(|value| Number::from_scaled(i128::from(value), 2))
}

fn shares() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "b / a",
        "(b + c) / a",
        "b / a * 1 + c / a * 0.5",
        "100% - (b + c) / a",
        "min(b / a, 80%)",
        "(a - b) / a",
    ])
}

fn when_zero() -> impl Strategy<Value = WhenZero> {
    prop::sample::select(vec![WhenZero::Full, WhenZero::Zero, WhenZero::NotApplicable, WhenZero::Fault])
}

fn award(max: Number) -> impl Strategy<Value = Award> {
    prop_oneof![
        (0_i64..=100).prop_map(move |percent| Award::Points(&max * &Number::from_scaled(percent.into(), 2))),
        (0_i64..=100).prop_map(|percent| Award::Share(Number::from_scaled(percent.into(), 2))),
        Just(Award::Proportional),
    ]
}

fn step(max: Number) -> impl Strategy<Value = Step> {
    (hundredths(0..120), any::<bool>(), award(max)).prop_map(|(at, over, award)| Step {
        edge: if over { Edge::Over } else { Edge::From },
        at,
        percent: true,
        award,
    })
}

/// Rules over a, b, c, n that are free of faults of the set except that they may miss the maximum.
fn rules(max: &Number) -> impl Strategy<Value = Rule> + use<> {
    let otherwise = (-100_i64..=100)
        .prop_map({
            let max = max.clone();
            move |percent| &max * &Number::from_scaled(percent.into(), 2)
        })
        .boxed();
    let bands = (shares(), prop::collection::vec(step(max.clone()), 1..5), prop::option::of(otherwise))
        .prop_map(|(text, steps, otherwise)| Rule::Bands(Bands { of: of(text), steps, otherwise }));
    let proportional = (shares(), hundredths(0..100), hundredths(1..120))
        .prop_map(|(text, floor, full_at)| Rule::Proportional(Proportional { of: of(text), floor, full_at }));
    let count = (prop::sample::select(vec!["n", "b + n", "min(n, 3) * 2", "n / 2"]), hundredths(1..200))
        .prop_map(|(text, each)| Rule::Count(Count { of: of(text), each }));
    let events = prop::collection::vec((0_usize..4, hundredths(5..200)), 1..4);
    let deduct = (events, hundredths(-300..1)).prop_map(|(events, min)| {
        let events = events.into_iter().map(|(input, points)| Event { input, points }).collect();
        Rule::Deduct(Deduct { events, min })
    });
    let survey = prop::collection::vec(hundredths(0..101), 4..=4).prop_map(|shares| {
        let answer = |share| SurveyAnswer { label: String::new(), short: None, share };
        let (groups, when_silent) = (Vec::new(), WhenSilent::Rescale);
        Rule::Survey(SurveyRule { answers: shares.into_iter().map(answer).collect(), groups, when_silent })
    });
    let imported = (200_i64..300)
        .prop_map(|out_of| Rule::Imported(Imported { source: String::new(), out_of: out_of.into() }));
    let formula = shares().prop_map(|text| {
        let text = format!("({text}) * max_points");
        Rule::Formula(Formula { expression: of(&text) })
    });
    let option = award(max.clone()).prop_map(|award| ChoiceOption { label: String::new(), award });
    let choice = prop::collection::vec(option, 3..5).prop_map(|options| Rule::Choice(Choice { options }));
    let quarter = max * &Number::from_scaled(25, 2);
    let item =
        hundredths(-100..100).prop_map(move |share| Item { label: String::new(), points: &quarter * &share });
    let checklist = prop::collection::vec(item, 1..5).prop_map(|items| Rule::Checklist(Checklist { items }));
    prop_oneof![bands, proportional, count, deduct, survey, imported, formula, choice, checklist]
}

fn cases() -> impl Strategy<Value = (Number, Rule, WhenZero)> {
    let max = hundredths(1..1000);
    max.prop_flat_map(|max| (Just(max.clone()), rules(&max), when_zero()))
}

fn points(rule: &Rule, frame: &Frame<'_>, answer: &Answer) -> Option<Number> {
    match rule.compute(frame, answer, &Alone)? {
        Ok(Computed { outcome: Outcome::Points(points), .. }) => Some(points),
        _ => None,
    }
}

/// Texts that look like expressions.
fn expressions() -> impl Strategy<Value = String> {
    let leaf =
        prop::sample::select(vec!["a", "b", "c", "n", "0.5", "80%", "2", "0", "max_points", "measure('1')"]);
    leaf.prop_map(str::to_owned).prop_recursive(5, 40, 4, |inner| {
        let operator = prop::sample::select(vec!["+", "-", "*", "/", " × ", "÷", "−"]);
        prop_oneof![
            (inner.clone(), operator, inner.clone()).prop_map(|(x, sign, y)| format!("{x}{sign}{y}")),
            inner.clone().prop_map(|x| format!("({x})")),
            inner.clone().prop_map(|x| format!("-{x}")),
            prop::collection::vec(inner.clone(), 1..4).prop_map(|xs| format!("min({})", xs.join(", "))),
            prop::collection::vec(inner, 1..4).prop_map(|xs| format!("max({})", xs.join(", "))),
        ]
    })
}

struct One;
impl Surroundings for One {
    fn measure(&self, _code: &str) -> Option<Number> {
        Some(Number::ONE)
    }
    fn best(&self) -> Option<Number> {
        None
    }
}

proptest! {
    #[test]
    fn points_lie_between_lowest_and_max_are_reachable_and_agree(
        (max, rule, when_zero) in cases(),
        answer in answers(),
    ) {
        let inputs = abcn();
        let frame = Frame { max: &max, inputs: &inputs, when_zero, precision: CENTS };
        if let Some(points) = points(&rule, &frame, &answer) {
            prop_assert!(points <= max);
            prop_assert!(points >= rule.lowest(&frame));
            prop_assert_eq!(rule.check_claim(&frame, &points), Ok(()));
            let published = points.rounded(CENTS);
            prop_assert_eq!(rule.check_claim(&frame, &published), Ok(()));
            prop_assert!(rule.agrees(&frame, &published, &points));
        }
    }

    #[test]
    fn the_measure_alone_is_the_measure_of_the_points(
        (max, rule, when_zero) in cases(),
        answer in answers(),
    ) {
        let inputs = abcn();
        let frame = Frame { max: &max, inputs: &inputs, when_zero, precision: CENTS };
        if let Some(Ok(computed)) = rule.compute(&frame, &answer, &Alone) {
            prop_assert_eq!(rule.measured(&frame, &answer, &Alone), computed.measure);
        }
    }

    #[test]
    fn nothing_declared_nothing_computed((max, rule, when_zero) in cases()) {
        let inputs = abcn();
        let frame = Frame { max: &max, inputs: &inputs, when_zero, precision: CENTS };
        let empty = Answer { inputs: vec![None; 4], ..Answer::default() };
        prop_assert_eq!(rule.compute(&frame, &empty, &Alone), None);
        prop_assert_eq!(rule.compute(&frame, &Answer::default(), &Alone), None);
        prop_assert!(rule.trace(&frame, &empty, &Alone).is_empty());
    }

    /// A most that a rule is said to reach is never exceeded, and a fault never hides points that are reached.
    #[test]
    fn faults_are_certain((max, rule, when_zero) in cases(), answer in answers()) {
        let inputs = abcn();
        let frame = Frame { max: &max, inputs: &inputs, when_zero: WhenZero::Fault, precision: CENTS };
        let _ = when_zero;
        for fault in rule.faults(&frame) {
            if let (Detail::MaxUnreachable { most, .. }, Some(points)) = (fault.detail, points(&rule, &frame, &answer)) {
                prop_assert!(points <= most, "{points} > {most}");
            }
        }
    }

    #[test]
    fn more_done_is_never_fewer_points(
        max in hundredths(1..1000),
        floor in hundredths(0..100),
        full_at in hundredths(100..120),
        edges in prop::collection::btree_set(0_i64..100, 3),
        each in hundredths(1..100),
        (a, less, more) in (1_i64..60, 0_i64..60, 0_i64..60),
    ) {
        let inputs = abcn();
        let frame = Frame { max: &max, inputs: &inputs, when_zero: WhenZero::Fault, precision: CENTS };
        let less = less.min(a);
        let more = (less + more).min(a);
        let descending = edges.iter().rev().zip([100, 60, 30]).map(|(edge, percent)| Step {
            edge: Edge::From,
            at: Number::from_scaled((*edge).into(), 2),
            percent: true,
            award: Award::Share(Number::from_scaled(percent, 2)),
        });
        let rules = [
            Rule::Proportional(Proportional { of: of("b / a"), floor, full_at }),
            Rule::Bands(Bands { of: of("b / a"), steps: descending.collect(), otherwise: None }),
            Rule::Count(Count { of: of("b"), each: each.clone() }),
        ];
        for rule in rules {
            let points = |b| points(&rule, &frame, &answer(&[a, b, 0, 0]));
            prop_assert!(points(less) <= points(more));
            prop_assert!(points(less).is_some());
        }
        let deduct = Rule::Deduct(Deduct { events: vec![Event { input: 1, points: each }], min: -&max });
        let points = |b| points(&deduct, &frame, &answer(&[a, b, 0, 0]));
        prop_assert!(points(less) >= points(more));
    }

    #[test]
    fn any_text_is_parsed_without_panic(text in "\\PC{0,60}") {
        let _ = Expression::parse(&text, &["a", "b"]);
    }

    #[test]
    fn any_text_of_signs_is_parsed_without_panic(text in "[ab0-9.,()+*/%×÷−'\"minmaxeasur_ ]{0,80}") {
        if let Ok(expression) = Expression::parse(&text, &["a", "b"]) {
            let _ = expression.substituted(&[], &Number::ONE, &Alone);
            let _ = expression.range(&[], &Number::ONE);
        }
    }

    #[test]
    fn the_range_contains_the_value(text in expressions(), answer in answers(), max in hundredths(1..500)) {
        let inputs = abcn();
        let expression = of(&text);
        if let Ok(value) = expression.eval(&answer.inputs, &inputs, &max, &One) {
            let (low, high) = expression.range(&inputs, &max);
            prop_assert!(low.is_none_or(|low| low <= value));
            prop_assert!(high.is_none_or(|high| value <= high));
        }
    }

    /// Only such bounds may call a formula faulty. They are met where inputs are nothing, tiny or huge.
    #[test]
    fn exact_bounds_are_met(text in expressions(), max in hundredths(1..500)) {
        let inputs = abcn();
        let expression = of(&text);
        let Some((low, high)) = expression.exact_range(&inputs, &max) else { return Ok(()) };
        let size = |power: i64| {
            let huge = Number::from(10_i64.pow(15));
            if power < 0 { Number::ONE.checked_div(&huge).unwrap_or_default() } else { &huge * &power.into() }
        };
        let sizes = [Number::ZERO, size(-1), Number::ONE, size(1)];
        let mut values = Vec::new();
        for (whole, alone) in sizes.iter().flat_map(|whole| sizes.iter().map(move |alone| (whole, alone))) {
            for (b, c) in [(false, false), (true, false), (false, true)] {
                let part = |all: bool| Some(if all { whole.clone() } else { Number::ZERO });
                let values_of = [Some(whole.clone()), part(b), part(c), Some(alone.clone())];
                values.extend(expression.eval(&values_of, &inputs, &max, &One).ok());
            }
        }
        let corners = expression.corners(&inputs, &max);
        for (one, other) in corners.iter().flat_map(|one| corners.iter().map(move |other| (one, other))) {
            for (large, small) in sizes.iter().flat_map(|one| sizes.iter().map(move |other| (one, other))) {
                let values_of: Vec<_> =
                    one.iter().zip(other).map(|(one, other)| Some(one * large + other * small)).collect();
                values.extend(expression.eval(&values_of, &inputs, &max, &One).ok());
            }
        }
        let near = |bound: &Number| {
            let little = &(Number::ONE + bound.abs()) * &Number::from_scaled(1, 6);
            values.iter().any(|value| (value - bound).abs() <= little)
        };
        prop_assert!(values.is_empty() || (near(&low) && near(&high)), "{low} {high}");
    }

    #[test]
    fn numbers_of_substituted_texts_give_the_value(text in expressions(), answer in answers(), max in hundredths(1..500)) {
        let expression = of(&text);
        let written = expression.substituted(&answer.inputs, &max, &One).replace(';', ",");
        let again = Expression::parse(&written, &[]).map(|again| again.eval(&[], &[], &max, &Alone));
        prop_assert_eq!(again, Ok(expression.eval(&answer.inputs, &abcn(), &max, &One)));
    }
}

namespace Contagion.Data;

/// <summary>The look of reports: light and dark, on paper, and on a telephone.</summary>
/// <remarks>Losses go from pale to dark, and in the dark from dim to bright: the order is told by lightness alone, whatever colours somebody sees.</remarks>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --page: #fbfaf8; --card: #fff; --ink: #1d2126; --soft: #5b6470; --line: #dcd9d3; --mark: #0b5cad;
          --edge: #51617a; --ring: #1d2126; --x: #c9ccd1; --c0: #e4e6ea; --c1: #fbe3b0; --c2: #f6b75e; --c3: #e4802f; --c4: #b9431c; --c5: #6f1416; }
        @media (prefers-color-scheme: dark) { :root { --page: #14171b; --card: #1c2025; --ink: #e8eaed; --soft: #a2abb7; --line: #343a42; --mark: #7db7f5;
          --edge: #93a4bd; --ring: #fff; --x: #596069; --c0: #343a43; --c1: #5d3a1c; --c2: #8f5216; --c3: #c87719; --c4: #f0a63c; --c5: #ffe3a1; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; }
        main, header, footer { max-width: 74rem; margin: 0 auto; padding: 0 1.25rem; }
        header { padding-top: 2.2rem; }
        h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .4rem; text-wrap: balance; overflow-wrap: anywhere; }
        h2 { font-size: 1.25rem; margin: 0 0 .75rem; }
        h3 { font-size: 1rem; margin: 1.4rem 0 .4rem; }
        p { margin: 0 0 .8rem; max-width: 48rem; overflow-wrap: anywhere; }
        .soft, figcaption, caption, footer { color: var(--soft); font-size: .875rem; }
        .found { font-size: 1.125rem; }
        nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; margin: .9rem 0 1.2rem; font-size: .925rem; }
        a { color: var(--mark); }
        section { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1.2rem 1.3rem 1.3rem; margin: 0 0 1.1rem; }
        dl.key { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .7rem; margin: 1rem 0 0; }
        dl.key div { border-top: 3px solid var(--c3); padding-top: .45rem; }
        dl.key dt { color: var(--soft); font-size: .875rem; }
        dl.key dd { margin: 0; font-size: 1.45rem; font-variant-numeric: tabular-nums; line-height: 1.3; }
        dl.key dd small { display: block; font-size: .8125rem; color: var(--soft); line-height: 1.4; }
        .pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.6rem; align-items: start; }
        .pair.wide { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); } .pair table { font-size: .8125rem; } .pair th, .pair td { padding-left: .35rem; padding-right: .35rem; }
        figure { margin: 0 0 .6rem; }
        figcaption { margin-top: .35rem; }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: var(--ink); font: 10px system-ui, sans-serif; }
        svg .axis { stroke: var(--line); stroke-width: 1; }
        svg text.soft { fill: var(--soft); font-size: 10px; }
        .curve { max-width: 33rem; }
        .line { fill: none; stroke: var(--c4); stroke-width: 2; stroke-linejoin: round; }
        .band { fill: var(--c2); fill-opacity: .3; }
        .bar { fill: var(--c3); }
        .mean { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 4 3; }
        .map path { fill: none; stroke: var(--edge); }
        .map circle { stroke: var(--card); stroke-width: 1.5; }
        .map circle.d { stroke: var(--ring); stroke-width: 4; }
        .map text { font-size: 28px; text-anchor: middle; paint-order: stroke; stroke: var(--card); stroke-width: 7px; stroke-linejoin: round; }
        .e0 { stroke-width: 1; stroke-opacity: .13; } .e1 { stroke-width: 1.3; stroke-opacity: .22; } .e2 { stroke-width: 2; stroke-opacity: .32; }
        .e3 { stroke-width: 3.2; stroke-opacity: .42; } .e4 { stroke-width: 5; stroke-opacity: .5; }
        .x { fill: var(--x); } .c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); } .c4 { fill: var(--c4); } .c5 { fill: var(--c5); }
        ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem .9rem; padding: 0; margin: .5rem 0 0; font-size: .8125rem; color: var(--soft); }
        ul.legend svg { display: inline-block; width: .9rem; height: .9rem; vertical-align: -.12rem; margin-right: .3rem; }
        .scroll { overflow-x: auto; margin: .4rem 0 .8rem; }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding-bottom: .35rem; }
        th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); vertical-align: baseline; }
        th:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
        thead th { color: var(--soft); font-weight: 600; vertical-align: bottom; }
        tbody th { font-weight: 500; overflow-wrap: anywhere; min-width: 7rem; }
        th, .t { text-align: left; } .n { text-align: right; white-space: pre; } thead .n { white-space: normal; }
        details { margin-top: .5rem; } summary { cursor: pointer; color: var(--mark); font-size: .925rem; }
        pre { background: var(--page); border: 1px solid var(--line); border-radius: .4rem; padding: .6rem .8rem; overflow-x: auto; font-size: .85rem; margin: .3rem 0 .9rem; }
        footer { padding-bottom: 2.5rem; }
        @media (max-width: 52rem) { .pair, .pair.wide { grid-template-columns: minmax(0, 1fr); gap: .6rem; } }
        @media (max-width: 30rem) { main, header, footer { padding-left: .8rem; padding-right: .8rem; } section { padding: 1rem .9rem; } h1 { font-size: 1.4rem; } }
        li { margin-bottom: .4rem; max-width: 60rem; }
        @media print { :root { --page: #fff; } nav { display: none; } section { break-inside: avoid-page; border: 0; padding: 0; } body { font-size: 11pt; } }
        """;
}

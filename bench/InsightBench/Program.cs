using ToolTime.InsightBench;

// dotnet run --project bench/InsightBench -c Release -- unusual|forecast|sentiment [--misses]
var lines = args switch
{
    ["unusual"] => UnusualBench.Measure(),
    ["forecast"] => ForecastBench.Measure(),
    ["sentiment", ..] => SentimentBench.Measure(args.Contains("--misses")),
    _ => ["unusual, forecast, sentiment [--misses]"],
};
foreach (var line in lines)
    Console.WriteLine(line);

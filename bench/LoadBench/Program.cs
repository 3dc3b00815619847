using System.Globalization;
using ToolTime.LoadBench;

// speed    [--seconds 15] [--connections 128] [--rounds 3] [--submitters 0] [--postgres CONNECTION]   beside the baseline, alternating; 0
// submitters: a new token each telemetry [--seconds 15] [--connections 128] [--rounds 3] [--devices 0] [--postgres CONNECTION]   the same
// with events of telemetry day       [--devices 1000000] [--connections 128] [--postgres CONNECTION]    a day of so many devices, taken in
// and published flood    [--tokens 500000] [--minutes 10] [--rest 10] [--postgres CONNECTION]        memory under ever new tokens, and
// after it overload [--seconds 300] [--connections 6000] [--postgres CONNECTION]               memory and answers under more than can be
// taken stats    [--seconds 10] [--connections 64] [--rounds 3]                            GET /v1/api/stats beside a constant answer, and
// its 304 scale    [--seconds 10] [--connections 128] [--postgres CONNECTION]                1,000 to 100,000 active submitters, 200 and
// 2,000 names baseline    sqlite FILE | postgres CONNECTION                                          the baseline alone; speed starts it
switch (args)
{
    case ["baseline", var storage, var where]:
        await Baseline.RunAsync(storage, where);
        return 0;
    case ["constant", var file, var etag]:
        await Baseline.RunConstantAsync(file, etag);
        return 0;
    case ["stats", ..]:
        await StatsRun.RunAsync(Number("--seconds", 10), Number("--connections", 64), Number("--rounds", 3));
        return 0;
    case ["scale", ..]:
        await ScaleRun.RunAsync(Number("--seconds", 10), Number("--connections", 128), Text("--postgres"));
        return 0;
    case ["speed", ..]:
        await SpeedRun.RunAsync(
            Number("--seconds", 15),
            Number("--connections", 128),
            Number("--rounds", 3),
            Number("--submitters", 0),
            Text("--postgres")
        );
        return 0;
    case ["telemetry", ..]:
        await SpeedRun.RunTelemetryAsync(
            Number("--seconds", 15),
            Number("--connections", 128),
            Number("--rounds", 3),
            Number("--devices", 0),
            Text("--postgres")
        );
        return 0;
    case ["day", ..]:
        await TelemetryDayRun.RunAsync(Number("--devices", 1_000_000), Number("--connections", 128), Text("--postgres"));
        return 0;
    case ["flood", ..]:
        await FloodRun.RunAsync(Number("--tokens", 500_000), Number("--minutes", 10), Number("--rest", 10), Text("--postgres"));
        return 0;
    case ["overload", ..]:
        return await OverloadRun.RunAsync(Number("--seconds", 300), Number("--connections", 6000), Text("--postgres"));
    default:
        await Console.Error.WriteLineAsync(
            "usage: LoadBench speed|telemetry|day|flood|stats|scale|overload [--seconds N] [--connections N] [--rounds N] [--postgres CONNECTION]"
        );
        return 2;
}

string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

using ToolTime.HookBench;
using ToolTime.LiveBench;

// dotnet run --project bench/LiveBench -c Release -- [--command PATH] [--minutes N]
// dotnet run --project bench/LiveBench -c Release -- forecast [FOLDER]
if (args is ["forecast", ..])
{
    foreach (var line in Forecast.Measure(args.ElementAtOrDefault(1)))
    {
        Console.WriteLine(line);
    }

    return;
}

var minutes = double.Parse(Option("--minutes") ?? "10", System.Globalization.CultureInfo.InvariantCulture);
var root = Directory.CreateTempSubdirectory("live-bench-").FullName;
try
{
    var command = Option("--command") ?? Client.Publish(Directory.GetCurrentDirectory(), root);
    Console.WriteLine("| clients | p50 ms | p95 ms | p99 ms | frames | polling p50 ms | p95 ms |\n|---|---|---|---|---|---|---|");
    await using (var served = await Served.BeginAsync(command, Path.Combine(root, "latency")))
    {
        Console.WriteLine(await new Latency(served, 1, 0).RunAsync(200, TimeSpan.FromMilliseconds(30)));
        Console.WriteLine(await new Latency(served, 100, 10).RunAsync(200, TimeSpan.FromMilliseconds(30)));
        Console.WriteLine(await new Latency(served, 1000, 10).RunAsync(100, TimeSpan.FromMilliseconds(60)));
    }

    await using (var served = await Served.BeginAsync(command, Path.Combine(root, "speed")))
    {
        Console.WriteLine("\nSpeed: " + await Load.SpeedAsync(served, 400_000));
    }

    await using (var served = await Served.BeginAsync(command, Path.Combine(root, "sessions")))
    {
        Console.WriteLine("Sessions: " + await Load.SessionsAsync(served, 10_000));
        for (var i = 0; i < 5_000; i++)
        {
            await File.WriteAllTextAsync(Served.Transcript(served.Root, $"old-{i}"), "{}\n");
        }

        Console.WriteLine("Idle, 15,000 files: " + await Load.IdleAsync(served, TimeSpan.FromMinutes(minutes)));
    }

    await using (var served = await Served.BeginAsync(command, Path.Combine(root, "growth")))
    {
        Console.WriteLine("Growth: " + await Load.GrowthAsync(served, TimeSpan.FromMinutes(minutes)));
    }
}
finally
{
    Directory.Delete(root, recursive: true);
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var place && place + 1 < args.Length ? args[place + 1] : null;

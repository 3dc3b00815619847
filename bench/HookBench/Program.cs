using ToolTime.HookBench;

// Usage: HookBench [rounds]. Run from the repository's root; it writes bench/hook.md.
var rounds = args is [var given, ..] ? int.Parse(given) : 200;
var root = Directory.GetCurrentDirectory();
if (!File.Exists(Path.Combine(root, "bench", "hook.py")))
{
    Console.Error.WriteLine("Run it from the repository's root: dotnet run --project bench/HookBench -c Release");
    return 2;
}

using var home = new BenchHome();
var client = Client.Publish(root, home.Root);
using var upload = new HangingUpload(client);
using var command = new BenchHome("PreToolUse", "Bash");
using var guarded = BenchHome.Guarded();
using var served = new ServedHooks(client);
var contenders = Contender.All(root, client, home, upload, command, guarded, served);
foreach (var contender in contenders)
{
    contender.Check();
}

Console.WriteLine($"{rounds} rounds, each contender once a round in a changing order");
var table = Report.Table(Rounds.Run(contenders, rounds));
upload.Check();
Console.WriteLine(table);
var page = Path.Combine(root, "bench", "hook.md");
File.WriteAllText(page, Report.Document(table, rounds, Findings.Read(page)));
return 0;

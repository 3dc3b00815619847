using System.Diagnostics;
using ToolTime.Telemetry;

// example SERVER APP [TASKS] [exit|wait]: a program that counts its starts and does some tasks, of which each fifth fails. With "exit" it ends
// without disposing of anything, as programs do; with "wait" it continues until a line is entered.
if (args is not [var server, var app, ..])
{
    Console.Error.WriteLine("usage: example SERVER APP [TASKS] [exit|wait]");
    return 2;
}

var telemetry = ToolTimeTelemetry.Start(new()
{
    Server = new Uri(server),
    App = app,
    Version = "1.2.3",
    LaunchSource = LaunchSource.Cli,
    OptOutVariable = "EXAMPLE_TELEMETRY",
    QueueCapacity = 100_000,
    ExitTimeout = TimeSpan.FromSeconds(10),
    FirstRunNotice = () => Console.Error.WriteLine("This program counts its use. EXAMPLE_TELEMETRY=0 switches that off."),
});
Console.WriteLine(telemetry.IsEnabled ? "telemetry is on" : "telemetry is off");
telemetry.Startup();

var tasks = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 1;
for (var number = 0; number < tasks; number++)
{
    var began = Stopwatch.GetTimestamp();
    try
    {
        Work(number);
        telemetry.Task(Result(number, began) with { Outcome = TaskOutcome.Success });
    }
    catch (TimeoutException exception)
    {
        telemetry.Task(Result(number, began) with { Outcome = TaskOutcome.Error, Error = ErrorClassifier.From(exception) });
    }
}

if (args.Contains("wait"))
{
    Console.ReadLine();
}

if (!args.Contains("exit"))
{
    await telemetry.DisposeAsync();
}

return 0;

static void Work(int number)
{
    if (number % 5 == 4)
    {
        throw new TimeoutException("/home/somebody/a-secret-project did not answer");
    }
}

// Iterations number the tasks, so that no two are the same and each counts.
static TaskResult Result(int number, long began) => new()
{
    Model = "claude-sonnet-4-5",
    Provider = "anthropic",
    Iterations = number + 1,
    Duration = Stopwatch.GetElapsedTime(began),
    CostUsd = 0.0123m,
    CostSource = CostSource.Price,
    PromptTokens = 1_000,
    CompletionTokens = 100,
};

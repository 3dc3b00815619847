using ToolTime.Silo.Demo;
using ToolTime.Silo.Operators;
using ToolTime.Silo.Roles;
using ToolTime.Silo.Startup;

try
{
    if (OperatorsVerb.Parse(args) is var (verb, settings))
    {
        return await OperatorsCommand.RunAsync(verb, settings);
    }

    using var demo = DemoRun.From(args, TimeProvider.System);
    args = demo?.Settings ?? args;
    await using var app = ToolTimeServer.Build(args, configuration => configuration.UseToolTimeSettings(args), demo);
    app.Open();
    return await app.RunToEndAsync();
}
catch (Exception exception) when (StartFault.Describe(exception) is { } line)
{
    await Console.Error.WriteLineAsync($"tooltime server: {line}");
    return 1;
}

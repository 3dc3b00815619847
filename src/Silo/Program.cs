using Microsoft.Extensions.Options;
using ToolTime.Silo.Clock;
using ToolTime.Silo.Demo;
using ToolTime.Silo.Hosting;
using ToolTime.Silo.Observability;
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
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.UseToolTimeSettings(args);
    builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
    var role = builder.Configuration.GetServerRole();

    builder.UseServerLimits();
    builder.UseShutdownTimeout();

    builder.Services.AddOtlpExport();
    builder.Services.AddSystemdNotification();
    builder.Services.AddDomainClock(builder.Configuration);
    builder.AddRole(role);
    builder.Services.AddDemo(demo);

    await using var app = builder.Build();
    app.AbortOnShutdown();
    app.MapRole(role);
    app.WarnOfUnknownSettings();
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    app.OpenStorage(role);
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFault.Describe(exception) is { } line)
{
    await Console.Error.WriteLineAsync($"tooltime server: {line}");
    return 1;
}

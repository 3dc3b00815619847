using Microsoft.Extensions.Options;
using ToolTime.Api;
using ToolTime.Grains;
using ToolTime.Silo;
using ToolTime.Silo.Clock;
using ToolTime.Silo.Hosting;
using ToolTime.Silo.Maintenance;
using ToolTime.Silo.Operators;
using ToolTime.Storage;

try
{
    if (OperatorsVerb.Parse(args) is var (verb, settings))
    {
        return await OperatorsCommand.RunAsync(verb, settings);
    }

    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.Configuration.UseToolTimeSettings(args);
    builder.Logging.AddSimpleConsole(console => console.SingleLine = true);

    builder.UseServerLimits();

    builder.Services.AddDomainClock(builder.Configuration);
    builder.Services.AddStorage(builder.Configuration);
    builder.Services.AddGrains(builder.Configuration);
    builder.AddGrainEngine();
    builder.Services.AddMaintenance();
    builder.Services.AddOperatorsSocket();
    builder.Services.AddApi(builder.Configuration);
    builder.Services.AddReadiness();

    await using var app = builder.Build();
    app.MapApi();
    app.Services.GetRequiredService<IStartupValidator>().Validate();
    app.Services.GetRequiredService<IStorageEngine>().Open();
    await app.RunAsync();
    return 0;
}
catch (Exception exception) when (StartFault.Describe(exception) is { } line)
{
    await Console.Error.WriteLineAsync($"tooltime server: {line}");
    return 1;
}

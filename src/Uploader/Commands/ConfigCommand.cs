using System.CommandLine;
using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime config list|get|set`.</summary>
internal static class ConfigCommand
{
    private static readonly TableColumn<SettingValue>[] Columns =
    [
        new("Setting", setting => setting.Name, IsText: true),
        new("Value", setting => setting.Value + (setting.IsDefault ? " (default)" : ""), IsText: true),
        new("May be", setting => setting.Bounds, IsText: true, MayBeCut: true),
    ];

    public static Command Create(Func<Func<CommandContext, int>, int> guarded)
    {
        var command = new Command("config", "Show and change the settings.") { List(guarded), Get(guarded), Set(guarded) };
        command.SetAction(_ => guarded(context => List(context, asJson: false)));
        return command;
    }

    private static Command List(Func<Func<CommandContext, int>, int> guarded)
    {
        var json = new Option<bool>("--json") { Description = "As JSON. Default: as a table. Example: --json" };
        var command = new Command("list", "Show every setting, with its default and its bounds.") { json };
        command.SetAction(parsed => guarded(context => List(context, parsed.GetValue(json))));
        return command;
    }

    private static Command Get(Func<Func<CommandContext, int>, int> guarded)
    {
        var name = Name();
        var command = new Command("get", "Print the value of one setting.") { name };
        command.SetAction(parsed =>
            guarded(context =>
            {
                context.Write(SettingValue.From(Named(parsed.GetValue(name)!), ConfigFile.Load(context.Home, context.Clock)).Value);
                return ExitCode.Fine;
            })
        );
        return command;
    }

    private static Command Set(Func<Func<CommandContext, int>, int> guarded)
    {
        var name = Name();
        var value = new Argument<string>("value") { Description = "Its value, or default. Example: https://tools.example.org" };
        var command = new Command("set", "Change one setting.") { name, value };
        command.SetAction(parsed =>
            guarded(context =>
            {
                var (setting, text) = (Named(parsed.GetValue(name)!), parsed.GetValue(value)!);
                if (!setting.Write(context, text is "default" ? null : text))
                {
                    context.Say($"{setting.Name} cannot be {text}: it must be {setting.Bounds}.");
                    return ExitCode.Usage;
                }

                context.Say($"{setting.Name} is {SettingValue.From(setting, ConfigFile.Load(context.Home, context.Clock)).Value}.");
                return ExitCode.Fine;
            })
        );
        return command;
    }

    private static Argument<string> Name()
    {
        var name = new Argument<string>("setting") { Description = "Which. Example: api_endpoint" };
        name.AcceptOnlyFromAmong([.. Setting.All.Select(setting => setting.Name)]);
        return name;
    }

    private static Setting Named(string name) => Setting.All.Single(setting => setting.Name == name);

    private static int List(CommandContext context, bool asJson)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        IReadOnlyList<SettingValue> values = [.. Setting.All.Select(setting => SettingValue.From(setting, config))];
        if (asJson)
        {
            context.Write(JsonSerializer.Serialize(new SettingReport { Settings = values }, ClientJson.Default.SettingReport));
            return ExitCode.Fine;
        }

        var terminal = Terminal.FromConsole(context.Environment);
        foreach (
            var line in new Table<SettingValue>(Columns, values, total: null).Render(
                terminal.Width,
                isCompact: false,
                new(terminal.IsPlain)
            )
        )
        {
            context.Write(line);
        }

        return ExitCode.Fine;
    }
}

/// <summary>A setting and its current value.</summary>
internal sealed record SettingValue
{
    public required string Name { get; init; }

    public required string Value { get; init; }

    public required string Default { get; init; }

    public required bool IsDefault { get; init; }

    public required string Bounds { get; init; }

    public static SettingValue From(Setting setting, ConfigFile config) =>
        new()
        {
            Name = setting.Name,
            Value = setting.Read(config) ?? setting.Default,
            Default = setting.Default,
            IsDefault = setting.Read(config) is null,
            Bounds = setting.Bounds,
        };
}

/// <summary>What `tooltime config list --json` prints.</summary>
internal sealed record SettingReport
{
    public required IReadOnlyList<SettingValue> Settings { get; init; }
}

using System.CommandLine;
using ToolTime.Recording.Home;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Commands;

/// <summary>`tooltime config list|get|set`.</summary>
internal static class ConfigCommand
{
    public static Command Create(VerbBuilder verbs) =>
        verbs.Reads(
            new("config", "Show and change the settings.")
            {
                verbs.Reads(new("list", "Show every setting, with its bounds, and the environment variables."), (context, _) => List(context)),
                Get(verbs),
                Set(verbs),
            },
            (context, _) => List(context)
        );

    private static Command Get(VerbBuilder verbs)
    {
        var name = Name();
        return verbs.Reads(new("get", "Print the value of one setting.") { name }, (context, parsed) =>
        {
            var value = SettingValue.From(Named(parsed.GetValue(name)!), ConfigFile.Load(context.Home, context.Clock));
            if (context.AsJson)
            {
                context.WriteJson(value, ClientJson.Default.SettingValue);
            }
            else
            {
                context.Write(value.Value);
            }

            return ExitCode.Fine;
        });
    }

    private static Command Set(VerbBuilder verbs)
    {
        var name = Name();
        var value = new Argument<string>("value") { Description = "Its value, or default. Example: https://tools.example.org" };
        return verbs.Changes(new("set", "Change one setting.") { name, value }, (context, parsed) =>
        {
            var (setting, text) = (Named(parsed.GetValue(name)!), parsed.GetValue(value)!);
            var before = SettingValue.From(setting, ConfigFile.Load(context.Home, context.Clock));
            if (setting.Write(context, text is "default" ? null : text) is not { } config)
            {
                context.Say($"{setting.Name} cannot be {text}: it must be {setting.Bounds}.");
                return ExitCode.Usage;
            }

            if (!context.IsDryRun && setting.Name is "api_endpoint")
            {
                // Another server need not be waited for.
                ShareTimer.Set(context, config);
            }

            var now = SettingValue.From(setting, config);
            context.Report(
                new SettingChange(context.IsDryRun, now.Name, now.Value, before.Value),
                ClientJson.Default.SettingChange,
                $"{now.Name} is {now.Value}."
            );
            return ExitCode.Fine;
        });
    }

    private static Argument<string> Name()
    {
        var name = new Argument<string>("setting") { Description = "Which. Example: api_endpoint" };
        name.AcceptOnlyFromAmong([.. Setting.All.Select(setting => setting.Name)]);
        return name;
    }

    private static Setting Named(string name) => Setting.All.Single(setting => setting.Name == name);

    private static int List(CommandContext context)
    {
        var config = ConfigFile.Load(context.Home, context.Clock);
        IReadOnlyList<SettingValue> values = [.. Setting.All.Select(setting => SettingValue.From(setting, config))];
        IReadOnlyList<VariableValue> variables = [.. Variable.All.Select(variable => VariableValue.From(variable, context.Environment))];
        if (context.AsJson)
        {
            context.WriteJson(new SettingReport { Settings = values, Variables = variables }, ClientJson.Default.SettingReport);
            return ExitCode.Fine;
        }

        foreach (var value in values)
        {
            context.Write($"{value.Name}: {value.Value}{(value.IsDefault ? " (default)" : "")}");
            context.Write($"    may be {value.Bounds}");
        }

        context.Write("Environment variables, which only their environment changes:");
        foreach (var variable in variables)
        {
            context.Write($"{variable.Name}: {variable.Value ?? (variable.IsSet ? "set" : "not set")}");
            context.Write($"    {variable.Means}");
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

/// <summary>A variable of the environment as it is here.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSet">Whether it is set.</param>
/// <param name="Value">Its value; null if it is not set, or secret.</param>
/// <param name="Means">What it is for.</param>
internal sealed record VariableValue(string Name, bool IsSet, string? Value, string Means)
{
    public static VariableValue From(Variable variable, Func<string, string?> environment) =>
        new(
            variable.Name,
            environment(variable.Name) is { Length: > 0 },
            variable.IsSecret || environment(variable.Name) is not { Length: > 0 } value ? null : value,
            variable.Means);
}

/// <summary>What `tooltime config list --json` prints.</summary>
internal sealed record SettingReport
{
    public required IReadOnlyList<SettingValue> Settings { get; init; }

    public required IReadOnlyList<VariableValue> Variables { get; init; }
}

/// <summary>What `tooltime config set --json` prints.</summary>
/// <param name="DryRun">Whether nothing was written.</param>
/// <param name="Name">The setting.</param>
/// <param name="Value">Its value now.</param>
/// <param name="PreviousValue">Its value before.</param>
internal sealed record SettingChange(bool DryRun, string Name, string Value, string PreviousValue);

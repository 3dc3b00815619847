using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Git aliases that a command defines and then uses: `git config alias.x 'reset --hard' &amp;&amp; git x`.</summary>
internal static class GitAliases
{
    private const string Prefix = "alias.";

    /// <summary>Records an alias that later git calls may use.</summary>
    /// <param name="call">The command that defines it.</param>
    /// <param name="name">The setting, `alias.x`.</param>
    /// <param name="value">What it stands for.</param>
    public static void Remember(Call call, string name, string value) => call.State.Aliases[Key(name[Prefix.Length..])] = value;

    /// <summary>Runs what a verb stands for, if it is an alias.</summary>
    /// <param name="call">The git call.</param>
    /// <param name="settings">The settings of only this call, `name=value`.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="args">What follows the verb.</param>
    public static Content Run(Call call, IReadOnlyList<Field> settings, string verb, IReadOnlyList<Field> args)
    {
        var own = settings.LastOrDefault(setting => setting.Text.StartsWith($"{Prefix}{verb}=", StringComparison.OrdinalIgnoreCase));
        var value = own?.Text[(Prefix.Length + verb.Length + 1)..] ?? call.State.Aliases.GetValueOrDefault(Key(verb));
        if (value is null)
        {
            return Content.Unknown;
        }

        // What follows is passed on unchanged; the shell no longer expands it.
        var state = call.State.Copy();
        state.Arguments = args;
        // git refuses recursive aliases.
        state.Aliases.Remove(Key(verb));
        var text = value.StartsWith('!') ? value[1..] : $"git {value}";
        return call.RunText(new Field($"{text} \"$@\""), state);
    }

    // A shell's own alias has no blank in its name.
    private static string Key(string name) => $"git {name.ToLowerInvariant()}";
}

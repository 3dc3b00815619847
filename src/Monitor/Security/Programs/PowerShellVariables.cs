using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Variables of PowerShell and of its environment: their values, and what sets them.</summary>
internal static class PowerShellVariables
{
    private const string Environment = "env:";

    /// <summary>What is known of a variable's value.</summary>
    public static Field Get(Call call, string name)
    {
        var isOfEnvironment = name.StartsWith(Environment, StringComparison.OrdinalIgnoreCase);
        var plain = isOfEnvironment ? name[Environment.Length..] : name;
        if ((call.State.Get(isOfEnvironment ? plain : Key(plain)) ?? call.State.Get(plain)) is [var value, ..])
        {
            return value;
        }

        return plain.ToUpperInvariant() switch
        {
            "HOME" => new Field(call.Walk.Home),
            "PROFILE" => new Field($"{call.Walk.Home}/.config/powershell/Microsoft.PowerShell_profile.ps1"),
            "PWD" => new Field(call.State.Folder ?? Field.Anything.Text),
            "TRUE" or "FALSE" or "NULL" or "_" => new Field($"${plain}"),
            _ when !isOfEnvironment => Field.Anything,
            "USERPROFILE" or "HOMEPATH" => new Field(call.Walk.Home),
            "APPDATA" => new Field($"{call.Walk.Home}/AppData/Roaming"),
            "LOCALAPPDATA" => new Field($"{call.Walk.Home}/AppData/Local"),
            "TEMP" or "TMP" => new Field("/tmp"),
            "SYSTEMDRIVE" => new Field("C:"),
            "SYSTEMROOT" or "WINDIR" => new Field("C:/Windows"),
            _ => KnownVariables.IsSecret(plain) ? new Field(Field.Anything.Text, TokenMakers.OfVariable(plain)) : Field.Anything,
        };
    }

    /// <summary>Whether a command is `Where-Object`, which has two other names.</summary>
    public static bool IsFilter(string name) => name.ToLowerInvariant() is "where-object" or "where" or "?";

    /// <summary>What `Get-ChildItem Env:` lists, or `Env:NAME`.</summary>
    public static Content Listed(Field asked) =>
        Content.Unknown.With(asked.Text[Environment.Length..].Trim('\\', '/') is var variable and not ("" or "*")
            ? KnownVariables.IsSecret(variable) ? TokenMakers.OfVariable(variable) : DataKinds.None : DataKinds.Environment);

    /// <summary>What `Where-Object` lets through of the environment: `{ $_.Name -match 'TOKEN' }`.</summary>
    public static Content Filtered(Call call)
    {
        if (call.Args is [_])
        {
            // A condition may do more than compare.
            PowerShellWalk.RunLoop(call);
        }

        var condition = ShellBuiltins.Joined(call.Args).Text;
        // An entry's name is called Key too.
        condition = condition.Replace("$_.Key", "", StringComparison.OrdinalIgnoreCase);
        condition = condition.StartsWith("Key ", StringComparison.OrdinalIgnoreCase) ? condition["Key".Length..] : condition;
        return FilterPrograms.OfEnvironment(call.Input, FilterPrograms.ShowsSecrets(condition)) with { Text = null };
    }

    /// <summary>Sets a variable, unless PowerShell makes it read-only.</summary>
    public static void Set(Call call, string name, Field value)
    {
        if (name.StartsWith(Environment, StringComparison.OrdinalIgnoreCase))
        {
            call.State.Set(name[Environment.Length..], value);
            EnvironmentEffects.Note(call, name[Environment.Length..], value, isLasting: true);
        }
        else if (name.ToUpperInvariant() is not ("HOME" or "TRUE" or "FALSE" or "NULL" or "_"))
        {
            call.State.Set(Key(name), value);
        }
    }

    /// <summary>The value that a pipeline gives.</summary>
    public static Field From(Content content) => content.Text?.TrimEnd('\n') is { Length: > 0 } text ? new Field(text, content.Data)
        : Field.Anything with { Data = content.Data };

    private static string Key(string name) => $"${name.ToLowerInvariant()}";
}

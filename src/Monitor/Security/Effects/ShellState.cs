using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Security.Effects;

/// <summary>What a shell knows at one point of a script: folder, variables, functions, and where it runs.</summary>
internal sealed class ShellState
{
    private readonly Dictionary<string, Field[]> _variables;

    public ShellState(string? folder)
    {
        Folder = folder;
        _variables = [];
        Functions = [];
        Aliases = [];
    }

    private ShellState(ShellState other)
    {
        Folder = other.Folder;
        LastFolder = other.LastFolder;
        Traits = other.Traits;
        Arguments = other.Arguments;
        Mounts = other.Mounts;
        _variables = new(other._variables);
        Functions = new(other.Functions);
        Aliases = new(other.Aliases);
    }

    /// <summary>The working directory, absolute; null if unknown.</summary>
    public string? Folder { get; set; }

    /// <summary>The one before it.</summary>
    public string? LastFolder { get; set; }

    /// <summary>What applies to everything this shell runs: root, another machine, a container.</summary>
    public EffectTraits Traits { get; set; }

    /// <summary>The positional parameters; null for the caller's.</summary>
    public IReadOnlyList<Field>? Arguments { get; set; }

    /// <summary>A container's folders and the host folders that they map to.</summary>
    public IReadOnlyList<(string Inside, string Outside)> Mounts { get; set; } = [];

    public Dictionary<string, ShellCommand> Functions { get; }

    public Dictionary<string, string> Aliases { get; }

    /// <summary>A copy for a subshell.</summary>
    public ShellState Copy() => new(this);

    /// <summary>The values of a variable; null if this command does not set it.</summary>
    public Field[]? Get(string name) => _variables.GetValueOrDefault(name);

    public void Set(string name, params Field[] values) => _variables[name] = values;

    public void Unset(string name) => _variables.Remove(name);

    public void ChangeFolder(string? folder)
    {
        LastFolder = Folder;
        Folder = folder;
    }
}

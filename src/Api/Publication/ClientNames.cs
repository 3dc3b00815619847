using ToolTime.Usage;

namespace ToolTime.Api.Publication;

/// <summary>Reads the clients of a query, as they stand in a URL.</summary>
internal static class ClientNames
{
    /// <summary>The clients of names with commas between them; none for an empty text. False where one is not listed.</summary>
    public static bool TryParse(string names, out List<AgentClient> clients)
    {
        clients = [];
        foreach (var name in names.Length == 0 ? [] : names.Split(','))
        {
            if (!AgentClientNames.TryParse(name, out var client))
            {
                return false;
            }

            clients.Add(client);
        }

        return true;
    }
}

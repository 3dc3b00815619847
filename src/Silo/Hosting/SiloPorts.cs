using System.Net;
using System.Net.Sockets;

namespace ToolTime.Silo.Hosting;

/// <summary>
/// Ensures that a silo's ports are its own. Orleans shares a port with the process that has it, takes the other for an earlier life of the
/// new silo and declares it dead; so a second server that was started by mistake would end the first.
/// </summary>
internal static class SiloPorts
{
    /// <exception cref="IOException">Somebody listens there, or the address is not this machine's; the message is one line for the
    /// operator.</exception>
    public static void EnsureFree(ClusterMemberOptions member)
    {
        EnsureFree(member, member.SiloPort, nameof(member.SiloPort));
        EnsureFree(member, member.GatewayPort, nameof(member.GatewayPort));
    }

    private static void EnsureFree(ClusterMemberOptions member, int port, string setting)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Parse(member.Address), port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new IOException(
                $"{ClusterMemberOptions.Section}:{setting}: cannot listen at {member.Address}:{port}: {exception.Message}",
                exception
            );
        }
    }
}
